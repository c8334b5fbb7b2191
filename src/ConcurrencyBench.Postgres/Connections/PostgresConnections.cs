using System.Collections.Concurrent;
using ConcurrencyBench.Core.Workloads.Connections;
using ConcurrencyBench.Core.Workloads.Fixtures;
using Npgsql;

namespace ConcurrencyBench.Postgres.Connections;

/// <summary>
/// The kept connections of one form, rented for one item each. A connection on which a query failed or was canceled is
/// closed, never returned: what it would say next is not known.
/// </summary>
/// <param name="fresh">Where connections come from.</param>
/// <param name="limit">The most that are rented at once.</param>
internal sealed class PostgresConnections(FreshConnections fresh, int limit) : IDisposable
{
    private readonly ConcurrentQueue<PostgresConnection> _idle = new();
    private readonly InFlight _inFlight = new(limit);

    /// <summary>Asks for an item and waits for the answer, blocking the thread.</summary>
    /// <returns>What the server computed.</returns>
    /// <exception cref="InvalidOperationException">More items are in flight than were agreed.</exception>
    /// <exception cref="NpgsqlException">The connection broke.</exception>
    /// <exception cref="FixtureException">The server is gone.</exception>
    public byte[] Ask(int item)
    {
        var connection = Rent();
        try
        {
            var answer = connection.Ask(item);
            Return(connection);
            return answer;
        }
        catch
        {
            Discard(connection);
            throw;
        }
    }

    /// <summary>Asks for an item and waits for the answer without blocking the thread.</summary>
    /// <returns>What the server computed.</returns>
    /// <exception cref="InvalidOperationException">More items are in flight than were agreed.</exception>
    /// <exception cref="NpgsqlException">The connection broke.</exception>
    /// <exception cref="FixtureException">The server is gone.</exception>
    public async ValueTask<byte[]> AskAsync(int item, CancellationToken cancellationToken)
    {
        var connection = Rent();
        try
        {
            var answer = await connection.AskAsync(item, cancellationToken);
            Return(connection);
            return answer;
        }
        catch
        {
            Discard(connection);
            throw;
        }
    }

    /// <summary>Closes the idle connections.</summary>
    public void Dispose()
    {
        while (_idle.TryDequeue(out var connection))
        {
            connection.Dispose();
        }
    }

    private PostgresConnection Rent()
    {
        _inFlight.Enter();
        try
        {
            return _idle.TryDequeue(out var connection) ? connection : fresh.Take();
        }
        catch
        {
            _inFlight.Exit();
            throw;
        }
    }

    private void Return(PostgresConnection connection)
    {
        _idle.Enqueue(connection);
        _inFlight.Exit();
    }

    private void Discard(PostgresConnection connection)
    {
        connection.Dispose();
        _inFlight.Exit();
    }
}
