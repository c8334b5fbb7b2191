using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// A pool of processes of this program, as many as the concurrency, started once and kept: each runs one item at a time,
/// blocking. Item numbers, digests and the events of streams pass through shared memory, so that an item costs no message. An
/// operation costs an order to each process and a byte back.
/// </summary>
public sealed class ProcessesModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, ILimitsConcurrency, IRunsElsewhere
{
    private ProcessPool? _pool;
    private IReadOnlyList<EventStream> _streams = [];

    private ProcessPool Pool => _pool ?? throw new InvalidOperationException("the pool was not prepared");

    /// <inheritdoc/>
    public override string Id => "processes";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        30,
        "Multiprocessing",
        "worker processes, each with memory and a runtime of its own",
        "computation on all cores, whatever locks one runtime has",
        "more memory, a slow start, and everything shared has to be copied or mapped")
    {
        Look = new("#009E73", MarkerForm.TriangleUp),
    };

    /// <summary>The process ids of the prepared pool, in the order of their start; empty before.</summary>
    public IReadOnlyList<int> ProcessIds => _pool?.ProcessIds ?? [];

    /// <inheritdoc/>
    public bool UsesSharedMemory => true;

    /// <inheritdoc/>
    public EventPath EventPath => EventPath.BetweenProcesses;

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new RemoteStreamRunner(_streams, RunAsync).RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new ProcessRoundTripRunner(_pool).RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public Applicability Allows(Workload workload, int concurrency) =>
        ProcessPool.Allows(workload, concurrency);

    /// <inheritdoc/>
    /// <exception cref="PoolProcessException">So many processes do not fit into memory, or one did not start.</exception>
    public override Task PrepareAsync(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        _streams = recipe.Streams;
        return Task.Run(() => _pool = ProcessPool.Start(recipe, concurrency, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task CollectAsync()
    {
        _pool?.Collect();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        Pool.Run(batch, cancellationToken);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _pool?.Dispose();
        _pool = null;
        return base.DisposeAsync();
    }

    private Task RunAsync(EventStream stream, int number, int concurrency, CancellationToken cancellationToken)
    {
        Pool.Run(stream, number, concurrency, cancellationToken);
        return Task.CompletedTask;
    }
}
