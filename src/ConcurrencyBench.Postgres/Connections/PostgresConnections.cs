using ConcurrencyBench.Workloads.Connections;
using ConcurrencyBench.Workloads.Fixtures;
using Npgsql;

namespace ConcurrencyBench.Postgres.Connections;

/// <summary>Queries over kept connections, in one form.</summary>
/// <param name="fresh">Where connections come from.</param>
/// <param name="limit">The most that are rented at once.</param>
internal sealed class PostgresConnections(FreshConnections fresh, int limit) : IDisposable
{
    private readonly KeptConnections<PostgresConnection> _kept = new(fresh.Take, limit);

    /// <summary>Asks for an item and waits for the answer, blocking the thread.</summary>
    /// <exception cref="InvalidOperationException">More items are in flight than were agreed.</exception>
    /// <exception cref="NpgsqlException">The connection broke.</exception>
    /// <exception cref="FixtureException">The server is gone.</exception>
    public byte[] Ask(int item)
    {
        var connection = _kept.Rent();
        try
        {
            var answer = connection.Ask(item);
            _kept.Return(connection);
            return answer;
        }
        catch
        {
            _kept.Discard(connection);
            throw;
        }
    }

    /// <summary>Asks for an item and waits for the answer without blocking the thread.</summary>
    /// <exception cref="InvalidOperationException">More items are in flight than were agreed.</exception>
    /// <exception cref="NpgsqlException">The connection broke.</exception>
    /// <exception cref="FixtureException">The server is gone.</exception>
    public async ValueTask<byte[]> AskAsync(int item, CancellationToken cancellationToken)
    {
        var connection = _kept.Rent();
        try
        {
            var answer = await connection.AskAsync(item, cancellationToken);
            _kept.Return(connection);
            return answer;
        }
        catch
        {
            _kept.Discard(connection);
            throw;
        }
    }

    /// <summary>Closes the idle connections.</summary>
    public void Dispose() => _kept.Dispose();
}
