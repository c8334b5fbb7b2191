using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Workloads.Connections;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads;

/// <summary>One request on a kept connection to a server in another process, by whichever client.</summary>
public abstract class ServerWorkload : ItemWorkload, IHasDelay, IHasFixture, ILimitsConnections
{
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
    public override ulong Expected(int item) => Reply.DigestOf(Seed, item);
}
