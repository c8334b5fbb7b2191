using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// The pool of <see cref="ProcessesModel"/> behind futures. Chunks of items are submitted as calls, each a message to a
/// process that has nothing to do and one back, with inputs and outputs in them.
/// </summary>
public sealed class FuturesProcessesModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, ILimitsConcurrency, IRunsElsewhere
{
    private ProcessExecutor? _executor;
    private IReadOnlyList<EventStream> _streams = [];

    private ProcessExecutor Executor => _executor ?? throw new InvalidOperationException("the pool was not prepared");

    /// <inheritdoc/>
    public override string Id => "futures-processes";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        95,
        "Concurrent futures over processes",
        "calls submitted to a fixed pool of worker processes, each with a future for its result",
        "computation on all cores behind the interface that also serves I/O",
        "every call is a message there and back, and each process has memory and a slow start of its own")
    {
        Look = new("#999933", MarkerForm.TriangleUp, IsOpen: true),
    };

    /// <summary>The process ids of the prepared pool, in the order of their start; empty before.</summary>
    public IReadOnlyList<int> ProcessIds => _executor?.ProcessIds ?? [];

    /// <inheritdoc/>
    public EventPath EventPath => EventPath.BetweenProcesses;

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new RemoteStreamRunner(_streams, Executor.StreamAsync).RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new PipedRoundTripRunner(_executor).RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public Applicability Allows(Workload workload, int concurrency) => PipedPool.Allows(workload, concurrency);

    /// <inheritdoc/>
    /// <exception cref="PoolProcessException">So many processes do not fit into memory, or one did not start.</exception>
    public override Task PrepareAsync(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        _streams = recipe.Streams;
        return Task.Run(() => _executor = ProcessExecutor.Start(Id, recipe, concurrency, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task CollectAsync()
    {
        _executor?.Collect();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken) =>
        Executor.MapAsync(batch, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _executor?.Dispose();
        _executor = null;
        return base.DisposeAsync();
    }
}
