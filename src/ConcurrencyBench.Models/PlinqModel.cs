using System.Collections.Concurrent;
using System.Globalization;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// A query over the item numbers that PLINQ runs on as many threads of the pool as the concurrency. Each takes one number at a time
/// (<see cref="EnumerablePartitionerOptions.NoBuffering"/>), at the price of a lock. Rejected: the equal ranges in which PLINQ divides a
/// list, which end with the slowest, and the growing chunks in which it divides any other source, of which the last may be long.
/// </summary>
public sealed class PlinqModel : Model, IRunsItems, IRunsStreams, ILimitsConcurrency
{
    // What PLINQ accepts.
    private const int MostThreads = 512;

    /// <inheritdoc/>
    public override string Id => "plinq";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        165,
        "Parallel LINQ",
        "a query whose operators run on several threads at once",
        "filtering, mapping and summing a collection",
        "it computes only: a call that waits holds a thread, and small or unequal parts need a partitioner")
    {
        Look = new("#CC3311", MarkerForm.Cross),
    };

    /// <inheritdoc/>
    public override Applicability Supports(Workload workload) => workload is ItemWorkload and not { Kind: WorkloadKind.Cpu }
        ? Applicability.No("a query has no form for items that wait: each would hold a thread of the pool")
        : base.Supports(workload);

    /// <inheritdoc/>
    public Applicability Allows(Workload workload, int concurrency) => concurrency <= MostThreads
        ? Applicability.Yes
        : Applicability.No(string.Create(CultureInfo.InvariantCulture, $"PLINQ runs a query on {MostThreads} threads at most"));

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new PlinqStreamRunner().RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        var items = Partitioner.Create(Enumerable.Range(0, batch.Count), EnumerablePartitionerOptions.NoBuffering);
        ParallelModel.Run(() => items.AsParallel().WithDegreeOfParallelism(concurrency).WithCancellation(cancellationToken).ForAll(item =>
        {
            // The query itself looks at the token once in 64 items.
            cancellationToken.ThrowIfCancellationRequested();
            batch.Run(item);
        }));
        return Task.CompletedTask;
    }
}
