using System.Collections.Concurrent;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>
/// The kept connections of one form, rented for one item each. A connection on which an item failed or was canceled is
/// discarded, never returned: an answer may still be on the way, and would be taken for the next item's.
/// </summary>
/// <param name="open">Gives a further connection when none is idle.</param>
/// <param name="limit">The most that are rented at once.</param>
internal sealed class KeptConnections<TConnection>(Func<TConnection> open, int limit) : IDisposable
    where TConnection : IDisposable
{
    private readonly ConcurrentQueue<TConnection> _idle = new();
    private readonly InFlight _inFlight = new(limit);

    /// <summary>Takes an idle connection or a further one.</summary>
    /// <returns>The connection, to be returned or discarded.</returns>
    /// <exception cref="InvalidOperationException">As many as agreed are rented already.</exception>
    public TConnection Rent()
    {
        _inFlight.Enter();
        try
        {
            return _idle.TryDequeue(out var connection) ? connection : open();
        }
        catch
        {
            _inFlight.Exit();
            throw;
        }
    }

    /// <summary>Gives back a connection whose item went well.</summary>
    /// <param name="connection">Rented before.</param>
    public void Return(TConnection connection)
    {
        _idle.Enqueue(connection);
        _inFlight.Exit();
    }

    /// <summary>Closes a connection whose item did not.</summary>
    /// <param name="connection">Rented before.</param>
    public void Discard(TConnection connection)
    {
        connection.Dispose();
        _inFlight.Exit();
    }

    /// <summary>Closes the idle connections.</summary>
    public void Dispose()
    {
        while (_idle.TryDequeue(out var connection))
        {
            connection.Dispose();
        }
    }
}
