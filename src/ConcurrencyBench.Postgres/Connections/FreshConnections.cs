using System.Collections.Concurrent;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Fixtures;
using Npgsql;

namespace ConcurrencyBench.Postgres.Connections;

/// <summary>
/// Open connections that nothing has used yet. One is opened at once, so that a wrong address is known. The others are opened by the
/// first item, which is a warm-up's, so that a worker whose items run in pool processes holds none in vain. A server
/// has few, and all models of a comparison hold theirs side by side. All are opened by blocking calls: see FreshSockets.
/// </summary>
internal sealed class FreshConnections : IDisposable
{
    private readonly ConcurrentQueue<PostgresConnection> _connections = new();
    private readonly Lock _opening = new();
    private readonly WorkloadSetup _setup;
    private readonly NpgsqlDataSource _source;
    private bool _isFilled;

    private FreshConnections(WorkloadSetup setup) => (_setup, _source) = (setup, Sources.Of(setup.FixtureAddress));

    /// <summary>Opens the first connection.</summary>
    /// <exception cref="FixtureException">There is no such server.</exception>
    public static FreshConnections Open(WorkloadSetup setup)
    {
        var fresh = new FreshConnections(setup);
        try
        {
            fresh._connections.Enqueue(fresh.Connect());
            return fresh;
        }
        catch
        {
            fresh.Dispose();
            throw;
        }
    }

    /// <summary>A connection of the caller's own: one that is ready, or a new one in place of one that failed.</summary>
    /// <exception cref="FixtureException">The server is gone, or has no more.</exception>
    public PostgresConnection Take()
    {
        Fill();
        return _connections.TryDequeue(out var connection) ? connection : Connect();
    }

    /// <summary>Closes the connections that were not taken.</summary>
    public void Dispose()
    {
        while (_connections.TryDequeue(out var connection))
        {
            connection.Dispose();
        }

        _source.Dispose();
    }

    private void Fill()
    {
        lock (_opening)
        {
            for (var opened = 1; opened < _setup.Concurrency && !_isFilled; opened++)
            {
                _connections.Enqueue(Connect());
            }

            _isFilled = true;
        }
    }

    private PostgresConnection Connect()
    {
        try
        {
            return PostgresConnection.Open(_source, _setup.Seed);
        }
        catch (NpgsqlException exception)
        {
            throw new FixtureException(_setup.FixtureAddress, exception.Message, exception);
        }
    }
}
