using ConcurrencyBench.Core.Workloads.Connections;
using ConcurrencyBench.Core.Workloads.Fixtures;

namespace ConcurrencyBench.Core.Workloads;

/// <summary>One GET on a kept connection to a Kestrel server in another process that answers after 10 ms.</summary>
public sealed class HttpWorkload : Workload
{
    private ulong _seed;
    private ServerConnections? _connections;

    /// <inheritdoc/>
    public override string Id => "http";

    /// <inheritdoc/>
    public override string Description => "one HTTP GET, by the smallest client that does, on a kept connection to a server that answers after 10 ms";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Io;

    /// <inheritdoc/>
    public override TimeSpan Delay => Reply.Delay;

    /// <inheritdoc/>
    public override bool HasServer => true;

    /// <inheritdoc/>
    public override int ConnectionLimit => LoopbackLimit.OfThisSystem();

    /// <inheritdoc/>
    public override int Items(int concurrency) => Waves.Items(concurrency);

    /// <inheritdoc/>
    public override async Task<Fixture?> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken) =>
        await HttpReplyServer.StartAsync(seed, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="FixtureException">There is no server at the address.</exception>
    public override Task SetUpAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _seed = setup.Seed;
        _connections = ServerConnections.Open(setup, new HttpFormat(setup.FixtureAddress), cancellationToken);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate) => _connections!.Exchange(item, ref gate);

    /// <inheritdoc/>
    public override ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken) => _connections!.ExchangeAsync(item, cancellationToken);

    /// <inheritdoc/>
    public override void Start(int item, ItemHandler handler, CancellationToken cancellationToken) => _connections!.Start(item, handler);

    /// <inheritdoc/>
    public override ulong Expected(int item) => Reply.DigestOf(_seed, item);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _connections?.Dispose();
        return base.DisposeAsync();
    }
}
