using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Workloads.Connections;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// One request on a kept connection to a server in another process that answers after 10 ms or at once. The delay shows how many wait at a time; without
/// it all are busy, and what counts is how many requests there are in a second and what each costs the client.
/// </summary>
public abstract class RequestWorkload : ItemWorkload, IHasParameters, IHasDelay, IHasUsualConcurrencies, IHasFixture, ILimitsConnections
{
    private const string DelayName = "delay";

    /// <summary>Requests of a connection in a busy operation, so that what a model does to start is little of it.</summary>
    private const int BusyRequests = 20;

    private const int FewestBusy = 1280;

    private static readonly WorkloadParameter ServerDelay = new(DelayName, "ms", "how long the server waits before it answers", Reply.Delay.TotalMilliseconds, [0, Reply.Delay.TotalMilliseconds]);

    private ServerConnections? _connections;

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Io;

    /// <inheritdoc/>
    public IReadOnlyList<WorkloadParameter> Parameters => [ServerDelay];

    /// <inheritdoc/>
    public IReadOnlyList<int>? UsualConcurrencies => IsDelayed ? null : [64, 256, 1000];

    /// <inheritdoc/>
    public TimeSpan Delay => TimeSpan.FromMilliseconds(Parameter(DelayName));

    /// <summary>Whether the server waits before it answers.</summary>
    private protected bool IsDelayed => Delay > TimeSpan.Zero;

    /// <summary>When the server answers, for descriptions.</summary>
    private protected string AnswersWhen => IsDelayed ? $"after {Delay.TotalMilliseconds:0} ms" : "at once";

    /// <inheritdoc/>
    public bool HasServer => true;

    /// <inheritdoc/>
    public ConnectionLimit ConnectionLimit => LoopbackLimit.OfThisSystem();

    /// <inheritdoc/>
    public override int Items(int concurrency) => IsDelayed ? IoItemCount.Items(concurrency) : Math.Max(FewestBusy, BusyRequests * concurrency);

    /// <inheritdoc/>
    public abstract Task<Fixture> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="FixtureException">There is no server at the address.</exception>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _connections = ServerConnections.Open(setup, FormatOf(setup.FixtureAddress), cancellationToken);
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
}
