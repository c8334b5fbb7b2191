using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Gil;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// The threads of <see cref="ThreadsModel"/> under an emulation of CPython's global interpreter lock. A thread holds the
/// lock from its start to its end, except in blocking calls and after a checkpoint at which another thread had asked.
/// </summary>
public sealed class GilThreadsModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, ILimitsConcurrency
{
    private ThreadTeam? _team;

    /// <inheritdoc/>
    public override string Id => "gil-threads";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        20,
        "Threading with a GIL",
        "the same threads, taking turns under one interpreter lock as in CPython",
        "overlapping I/O, and native code that releases the lock",
        "one thread computes at a time, and a thread back from I/O waits for its turn")
    {
        Look = new("#D55E00", MarkerForm.Diamond),
    };

    /// <inheritdoc/>
    public EventPath EventPath => EventPath.BetweenThreads;

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        RunAsync(stream, new GilGate(new GlobalInterpreterLock(SwitchInterval.Of(Settings))), concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new GilThreadRoundTripRunner(Id, SwitchInterval.Of(Settings)).RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public override Applicability Supports(Workload workload) =>
        SwitchInterval.Allows(SwitchInterval.Of(Settings)) is { ReasonAgainst: not null } no ? no : base.Supports(workload);

    /// <inheritdoc/>
    public Applicability Allows(Workload workload, int concurrency) => ThreadLimit.OfThisSystem().Allows(concurrency);

    /// <inheritdoc/>
    public override Task PrepareAsync(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        _team = ThreadTeam.For(recipe, Id, concurrency);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        GilTeam.Run(_team ?? throw new InvalidOperationException("the team was not prepared"), batch, SwitchInterval.Of(Settings), cancellationToken);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _team?.Dispose();
        _team = null;
        return base.DisposeAsync();
    }

    private Task RunAsync(EventStream stream, GilGate gate, int concurrency, CancellationToken cancellationToken) =>
        new ThreadStreamRunner<GilGate>(Id, gate, () => new GilQueue<HandlerEvent>(StreamWorkers.QueueCapacity, gate)).RunAsync(stream, concurrency, cancellationToken);
}
