using System.Net.Sockets;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>Exchanges over kept connections, in one form.</summary>
/// <param name="sockets">Where connections come from.</param>
/// <param name="limit">The most that are rented at once.</param>
/// <param name="format">What is said over them.</param>
internal sealed class SocketConnections(FreshSockets sockets, int limit, IWireFormat format) : IDisposable
{
    private readonly KeptConnections<SocketConnection> _kept = new(() => new SocketConnection(sockets.Take(), format), limit);

    /// <summary>Asks for an item and waits for the reply, blocking the thread.</summary>
    /// <exception cref="InvalidOperationException">More items are in flight than were agreed.</exception>
    /// <exception cref="SocketException">The connection broke.</exception>
    public ulong Exchange<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate
    {
        var connection = _kept.Rent();
        try
        {
            var digest = connection.Exchange(item, ref gate);
            _kept.Return(connection);
            return digest;
        }
        catch
        {
            _kept.Discard(connection);
            throw;
        }
    }

    /// <summary>Asks for an item and waits for the reply without blocking the thread.</summary>
    /// <exception cref="InvalidOperationException">More items are in flight than were agreed.</exception>
    /// <exception cref="SocketException">The connection broke.</exception>
    public async ValueTask<ulong> ExchangeAsync(int item, CancellationToken cancellationToken)
    {
        var connection = _kept.Rent();
        try
        {
            var digest = await connection.ExchangeAsync(item, cancellationToken);
            _kept.Return(connection);
            return digest;
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
