using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// A variant of <see cref="ProcessesModel"/> over memory that all processes map: item numbers, digests, messages and the events of streams pass through counters,
/// mailboxes and rings in it, which no library of .NET offers. So an item costs no message, an operation an order to each process and a byte
/// back, and no payload moves.
/// </summary>
public sealed class ProcessesShmModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, ILimitsConcurrency, IRunsElsewhere
{
    private ProcessPool? _pool;
    private IReadOnlyList<EventStream> _streams = [];

    private ProcessPool Pool => _pool ?? throw new InvalidOperationException("the pool was not prepared");

    /// <inheritdoc/>
    public override string Id => "processes-shm";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        35,
        "Multiprocessing over shared memory",
        "the same worker processes, which take items, messages and events from rings in memory that all of them map",
        "what communication through pipes is held against",
        "rings that no library offers, and inputs that every process must have already")
    {
        Look = new("#0F8554", MarkerForm.Diamond),
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
        new SharedRoundTripRunner(_pool).RunAsync(exchange, cancellationToken);

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
