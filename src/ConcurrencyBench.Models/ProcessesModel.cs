using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// A pool of processes of this program, as many as the concurrency, started once and kept, as Python's <c>multiprocessing.Pool</c>: each runs one item at a
/// time, blocking. Tasks go out through a pipe and results come back, inputs and outputs among them (<see cref="PipedPool"/>); items that compute go in chunks
/// (<see cref="Chunk"/>).
/// </summary>
public sealed class ProcessesModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, ILimitsConcurrency, IRunsElsewhere
{
    private ProcessExecutor? _pool;
    private IReadOnlyList<EventStream> _streams = [];

    private ProcessExecutor Pool => _pool ?? throw new InvalidOperationException("the pool was not prepared");

    /// <inheritdoc/>
    public override string Id => "processes";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        30,
        "Multiprocessing",
        "worker processes, each with memory and a runtime of its own",
        "computation on all cores, whatever locks one runtime has",
        "more memory, a slow start, and everything that passes between them is written to a pipe and read from it")
    {
        Look = new("#009E73", MarkerForm.TriangleUp),
    };

    /// <summary>The process ids of the prepared pool, in the order of their start; empty before.</summary>
    public IReadOnlyList<int> ProcessIds => _pool?.ProcessIds ?? [];

    /// <inheritdoc/>
    public EventPath EventPath => EventPath.BetweenProcesses;

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new RemoteStreamRunner(_streams, Pool.StreamAsync).RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new PipedRoundTripRunner(_pool).RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public Applicability Allows(Workload workload, int concurrency) =>
        PipedPool.Allows(workload, concurrency);

    /// <inheritdoc/>
    /// <exception cref="PoolProcessException">So many processes do not fit into memory, or one did not start.</exception>
    public override Task PrepareAsync(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        _streams = recipe.Streams;
        return Task.Run(() => _pool = ProcessExecutor.Start(Id, recipe, concurrency, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task CollectAsync()
    {
        _pool?.Collect();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken) => Pool.WorkAsync(batch, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _pool?.Dispose();
        _pool = null;
        return base.DisposeAsync();
    }
}
