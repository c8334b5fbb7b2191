using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>The kept connections of the callback form. Used by a loop's thread alone, so it needs no lock.</summary>
/// <param name="sockets">Where connections come from.</param>
/// <param name="limit">The most that are rented at once.</param>
/// <param name="format">What is said over them.</param>
/// <param name="answered">Makes an item's digest of that of its reply.</param>
internal sealed class LoopConnections(FreshSockets sockets, int limit, IWireFormat format, Func<int, ulong, ulong> answered) : IDisposable
{
    private readonly Stack<LoopConnection> _idle = new();
    private readonly InFlight _inFlight = new(limit);

    /// <summary>Asks for an item.</summary>
    /// <param name="item">Which item.</param>
    /// <param name="handler">Notified how it ended; also when more items are in flight than were agreed, or the server is gone.</param>
    public void Start(int item, ItemHandler handler)
    {
        LoopConnection connection;
        try
        {
            connection = Rent();
        }
        catch (Exception failure) when (failure is InvalidOperationException or FixtureException)
        {
            handler.Fail(item, failure);
            return;
        }

        connection.Start(item, handler, this);
    }

    /// <summary>Keeps a connection for the next item, and makes the digest of the one that was answered.</summary>
    public ulong Return(LoopConnection connection, int item, ulong reply)
    {
        _idle.Push(connection);
        _inFlight.Exit();
        return answered(item, reply);
    }

    /// <summary>Closes a connection on which an exchange failed: its reply may still be on the way.</summary>
    public void Discard(LoopConnection connection)
    {
        connection.Close();
        _inFlight.Exit();
    }

    /// <summary>Closes the idle connections.</summary>
    public void Dispose()
    {
        while (_idle.TryPop(out var connection))
        {
            connection.Close();
        }
    }

    private LoopConnection Rent()
    {
        _inFlight.Enter();
        try
        {
            return _idle.TryPop(out var connection) ? connection : new LoopConnection(sockets.Take(), format);
        }
        catch
        {
            _inFlight.Exit();
            throw;
        }
    }
}
