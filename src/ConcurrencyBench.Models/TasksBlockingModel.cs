using System.Globalization;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models;

/// <summary>
/// <see cref="Task.Run(Action)"/> over a call that blocks, one an item, all awaited together. The pool starts with a thread a core and
/// adds one or two a second, however many calls wait for one: that is what it shows, so it has no more threads unless it is named with them.
/// No more items are in flight than the concurrency, by a <see cref="ConcurrentExclusiveSchedulerPair"/>; usually the pool has fewer threads.
/// </summary>
public sealed class TasksBlockingModel : Model, IRunsItems, ILimitsConcurrency
{
    /// <summary>An operation that takes longer would use up a run to show what a shorter one shows.</summary>
    private static readonly TimeSpan LongestOperation = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override string Id => "tasks-blocking";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        186,
        "Tasks over blocking calls",
        "one task of the thread pool for each call, which blocks its thread",
        "an old library's call beside asynchronous code",
        "a call that blocks holds a thread of the pool, which adds one or two a second, and all other work waits for one")
    {
        Look = new("#EE7733", MarkerForm.TriangleUp),
    };

    /// <inheritdoc/>
    public override Applicability Supports(Workload workload) => workload switch
    {
        { Kind: WorkloadKind.Cpu } and ItemWorkload => Applicability.No("items that compute block nothing, and go to the pool as those of tasks do"),
        _ when workload.Needs(WorkloadNeeds.AllAtOnce) => Applicability.No("each item that waits would hold a thread of the pool, which adds one or two a second"),
        _ => base.Supports(workload),
    };

    /// <inheritdoc/>
    public Applicability Allows(Workload workload, int concurrency)
    {
        ThreadPool.GetMinThreads(out var threads, out _);
        var operation = workload.ShortestOperation(workload.Items(concurrency), Math.Min(concurrency, threads));
        return operation <= LongestOperation ? Applicability.Yes : Applicability.No(string.Create(
            CultureInfo.InvariantCulture,
            $"{concurrency} calls that block would share the pool's first {threads} threads, to which it adds one or two a second: an operation would take {operation.TotalSeconds:0} s"));
    }

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken) =>
        new PooledItems(batch, cancellationToken).RunAsync(concurrency);
}
