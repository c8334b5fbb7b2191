using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Gil;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// The pool of <see cref="FuturesThreadsModel"/> under an emulation of CPython's global interpreter lock. A thread holds the
/// lock while it has items to run, except in blocking calls and after a checkpoint at which another thread had asked. The
/// thread that submits the items takes its turns too.
/// </summary>
public sealed class GilFuturesModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, ILimitsConcurrency
{
    private Executor<GilGate>? _executor;
    private GlobalInterpreterLock? _gil;

    /// <inheritdoc/>
    public override string Id => "gil-futures";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        100,
        "Concurrent futures with a GIL",
        "the same pool of threads, taking turns under one interpreter lock as in CPython",
        "overlapping I/O behind a simple interface",
        "one thread computes at a time, whichever interface hands it the work")
    {
        Look = new("#CC6677", MarkerForm.Diamond),
    };

    /// <inheritdoc/>
    public EventPath EventPath => EventPath.BetweenThreads;

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new FutureStreamRunner<GilGate>(_executor, new GilGate(_gil!), () => new GilQueue<HandlerEvent>(StreamWorkers.QueueCapacity, new GilGate(_gil!))).RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new FutureRoundTripRunner<GilGate>(_executor, new GilGate(_gil!), () => new GilQueue<byte[]>(int.MaxValue, new GilGate(_gil!))).RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public override Applicability Supports(Workload workload) =>
        SwitchInterval.Allows(SwitchInterval.Of(Settings)) is { ReasonAgainst: not null } no ? no : base.Supports(workload);

    /// <inheritdoc/>
    public Applicability Allows(Workload workload, int concurrency) => ThreadLimit.OfThisSystem().Allows(concurrency);

    /// <inheritdoc/>
    public override Task PrepareAsync(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        _gil = new GlobalInterpreterLock(SwitchInterval.Of(Settings));
        _executor = new Executor<GilGate>(Id, StreamWorkers.PoolSize(recipe.Streams, concurrency), new GilGate(_gil));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        var executor = _executor ?? throw new InvalidOperationException("the pool was not prepared");
        var gil = _gil!;
        return executor.MapAsync(item => Run(batch, item, gil), batch.Count, cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _executor?.Dispose();
        _executor = null;
        return base.DisposeAsync();
    }

    private static void Run(Batch batch, int item, GlobalInterpreterLock gil)
    {
        var gate = new GilGate(gil);
        try
        {
            batch.Run(item, ref gate);
        }
        catch
        {
            // An item that threw inside a blocking section has dropped the lock, and the pool's thread goes on with it.
            if (!gil.IsHeldByCurrentThread)
            {
                gil.Take();
            }

            throw;
        }
    }
}
