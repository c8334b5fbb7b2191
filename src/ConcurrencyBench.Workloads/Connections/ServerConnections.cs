using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>The kept connections to a server, apart for each form: who takes a socket decides its form for good.</summary>
internal sealed class ServerConnections : IDisposable
{
    private readonly FreshSockets _sockets;
    private readonly KeptConnections<SocketConnection, ulong> _blocking;
    private readonly KeptConnections<SocketConnection, ulong> _asynchronous;
    private readonly LoopConnections _started;

    private ServerConnections(FreshSockets sockets, int limit, IWireFormat format, Func<int, ulong, ulong> answered)
    {
        _sockets = sockets;
        _blocking = Kept();
        _asynchronous = Kept();
        _started = new LoopConnections(sockets, limit, format, answered);

        KeptConnections<SocketConnection, ulong> Kept() => new(() => new SocketConnection(sockets.Take(), format), limit);
    }

    /// <summary>Opens as many connections as items may be in flight, for whichever form will want them.</summary>
    /// <param name="setup">How many, and where the server is.</param>
    /// <param name="format">What is said over them.</param>
    /// <param name="answered">Makes an item's digest of that of its reply, in the callback form.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="FixtureException">There is no server at the address.</exception>
    public static ServerConnections Open(
        WorkloadSetup setup, IWireFormat format, Func<int, ulong, ulong> answered, CancellationToken cancellationToken) =>
        new(FreshSockets.Open(setup, cancellationToken), setup.Concurrency, format, answered);

    public ulong Exchange<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate => _blocking.Exchange(item, ref gate);

    public ValueTask<ulong> ExchangeAsync(int item, CancellationToken cancellationToken) => _asynchronous.ExchangeAsync(item, cancellationToken);

    public void Start(int item, ItemHandler handler) => _started.Start(item, handler);

    public void Dispose()
    {
        _sockets.Dispose();
        _blocking.Dispose();
        _asynchronous.Dispose();
        _started.Dispose();
    }
}
