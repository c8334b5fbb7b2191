using System.Collections.Concurrent;
using System.Net.Sockets;

namespace ConcurrencyBench.Core.Workloads.Connections;

/// <summary>
/// The kept connections of one form, rented for one item each. A connection on which an exchange failed or was canceled
/// is closed, never returned: its reply may still be on the way and would answer the next item.
/// </summary>
/// <param name="sockets">Where connections come from.</param>
/// <param name="limit">The most that are rented at once.</param>
internal sealed class TcpConnections(FreshSockets sockets, int limit) : IDisposable
{
    private readonly ConcurrentQueue<TcpConnection> _idle = new();
    private readonly InFlight _inFlight = new(limit);

    /// <summary>Asks for an item and waits for the reply, blocking the thread.</summary>
    /// <returns>The reply's digest.</returns>
    /// <exception cref="InvalidOperationException">More items are in flight than were agreed.</exception>
    /// <exception cref="SocketException">The connection broke.</exception>
    public ulong Exchange<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate
    {
        var connection = Rent();
        try
        {
            var digest = connection.Exchange(item, ref gate);
            Return(connection);
            return digest;
        }
        catch
        {
            Discard(connection);
            throw;
        }
    }

    /// <summary>Asks for an item and waits for the reply without blocking the thread.</summary>
    /// <returns>The reply's digest.</returns>
    /// <exception cref="InvalidOperationException">More items are in flight than were agreed.</exception>
    /// <exception cref="SocketException">The connection broke.</exception>
    public async ValueTask<ulong> ExchangeAsync(int item, CancellationToken cancellationToken)
    {
        var connection = Rent();
        try
        {
            var digest = await connection.ExchangeAsync(item, cancellationToken);
            Return(connection);
            return digest;
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

    private TcpConnection Rent()
    {
        _inFlight.Enter();
        try
        {
            return _idle.TryDequeue(out var connection) ? connection : new TcpConnection(sockets.Take());
        }
        catch
        {
            _inFlight.Exit();
            throw;
        }
    }

    private void Return(TcpConnection connection)
    {
        _idle.Enqueue(connection);
        _inFlight.Exit();
    }

    private void Discard(TcpConnection connection)
    {
        connection.Dispose();
        _inFlight.Exit();
    }
}
