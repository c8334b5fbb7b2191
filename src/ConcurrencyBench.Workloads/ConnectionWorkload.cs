using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Connections;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads;

/// <summary>One request on a kept connection to a server in another process, by the program's own client: the same bytes in the three forms of an item.</summary>
public abstract class ConnectionWorkload : ServerWorkload
{
    private ServerConnections? _connections;

    /// <inheritdoc/>
    /// <exception cref="FixtureException">There is no server at the address.</exception>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _connections = ServerConnections.Open(setup, FormatOf(setup.FixtureAddress), Answered, cancellationToken);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate) => _connections!.Exchange(item, ref gate);

    /// <inheritdoc/>
    public override ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken) => _connections!.ExchangeAsync(item, cancellationToken);

    /// <inheritdoc/>
    public override void Start(int item, ItemHandler handler, CancellationToken cancellationToken) => _connections!.Start(item, handler);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _connections?.Dispose();
        return base.DisposeAsync();
    }

    /// <summary>What requests and replies look like.</summary>
    private protected abstract IWireFormat FormatOf(string? address);

    /// <summary>What the callback form does with a reply once its connection has been returned.</summary>
    /// <returns>The item's digest.</returns>
    private protected virtual ulong Answered(int item, ulong reply) => reply;
}
