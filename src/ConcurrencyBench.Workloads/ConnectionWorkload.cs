using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Workloads.Connections;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads;

/// <summary>One request on a kept connection to a server in another process, in the three forms of an item.</summary>
public abstract class ConnectionWorkload : ItemWorkload, IHasDelay, IHasFixture, ILimitsConnections
{
    private ServerConnections? _connections;

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Io;

    /// <inheritdoc/>
    public abstract TimeSpan Delay { get; }

    /// <inheritdoc/>
    public bool HasServer => true;

    /// <inheritdoc/>
    public ConnectionLimit ConnectionLimit => LoopbackLimit.OfThisSystem();

    /// <inheritdoc/>
    public abstract Task<Fixture> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken);

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
    public override ulong Expected(int item) => Reply.DigestOf(Seed, item);

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
