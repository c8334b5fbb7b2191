using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using ConcurrencyBench.Abstractions.Shared;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Abstractions.Trees;
using ConcurrencyBench.Models.Forks;
using ConcurrencyBench.Models.Streams;
using ConcurrencyBench.Models.Updates;

namespace ConcurrencyBench.Models;

/// <summary>
/// A parallel loop over the item numbers that runs up to the concurrency of items at once. It is <c>Parallel.For</c> for items that
/// compute, on the calling thread and the pool's, and <c>Parallel.ForAsync</c> for items that wait, which would otherwise hold a
/// thread each. The latter is <c>Parallel.ForEachAsync</c> for a range: the same loop, but its workers take numbers by an
/// interlocked operation where those of an enumerable wait for each other. Items that are calls come from a partitioner that buffers
/// none, which is how a loop is told to take turns one by one.
/// </summary>
public sealed class ParallelModel : Model, IRunsItems, IRunsStreams, IForks, IUpdatesState
{
    /// <inheritdoc/>
    public override string Id => "parallel";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        160,
        "Data parallelism",
        "a loop whose turns run at the same time",
        "computing over a range or a collection",
        "the turns must not depend on one another, and the loop ends with its slowest")
    {
        Look = new("#6699CC", MarkerForm.Diamond, IsOpen: true),
    };

    /// <inheritdoc/>
    public Task RunAsync(SharedState state, int concurrency, CancellationToken cancellationToken) =>
        new PartitionedUpdates().RunAsync(state, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken) =>
        new ParallelForks().SumAsync(tree, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new ParallelStreamRunner().RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        if (batch.Traits.Kind != WorkloadKind.Cpu)
        {
            return Parallel.ForAsync(0, batch.Count, options, batch.RunAsync);
        }

        Run(() => Compute(batch, options));
        return Task.CompletedTask;
    }

    /// <summary>Runs a parallel loop to its end; what is thrown is what a turn threw.</summary>
    internal static void Run(Action loop)
    {
        try
        {
            loop();
        }
        catch (AggregateException failures)
        {
            // The loop waits for the turns in flight, of which more than one may have failed; each kept its own stack.
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }

    private static ParallelLoopResult Compute(Batch batch, ParallelOptions options) => batch.Traits.AreCalls
        ? Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, batch.Count), EnumerablePartitionerOptions.NoBuffering), options, batch.Run)
        : Parallel.For(0, batch.Count, options, batch.Run);
}
