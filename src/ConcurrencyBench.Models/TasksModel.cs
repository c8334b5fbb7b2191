using ConcurrencyBench.Abstractions.Trees;
using ConcurrencyBench.Models.Forks;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models;

/// <summary>
/// One task an item, awaited together by <see cref="Task.WhenAll(Task[])"/>, which bounds nothing: whoever needs a bound gives it a
/// batch at a time. Items that wait are started in batches as large as the concurrency, and a batch begins when the one before has ended.
/// Items that compute are all started at once, and a <see cref="ConcurrentExclusiveSchedulerPair"/> runs as many as the concurrency.
/// Rejected: all items at once, which would hold as many connections as there are items, and no comparison has that many in flight;
/// batches of items that compute, each of which would wait for its slowest while a core has nothing to do.
/// </summary>
public sealed class TasksModel : Model, IRunsItems, IForks
{
    /// <inheritdoc/>
    public override string Id => "tasks";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        180,
        "Tasks",
        "one task for each item, all awaited together",
        "a handful of calls at once, in one line",
        "nothing bounds them: by batches, each waits for its slowest")
    {
        Look = new("#0077BB", MarkerForm.TriangleUp),
    };

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken) => batch.Traits.Kind == WorkloadKind.Cpu
        ? new PooledItems(batch, cancellationToken).RunAsync(concurrency)
        : RunInBatchesAsync(batch, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken) =>
        new TaskForks().SumAsync(tree, concurrency, cancellationToken);

    private static async Task RunInBatchesAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        for (var first = 0; first < batch.Count; first += concurrency)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var items = Enumerable.Range(first, Math.Min(concurrency, batch.Count - first));
            await Task.WhenAll(items.Select(item => RunItemAsync(batch, item, cancellationToken)));
        }
    }

    // An item that fails before it first waits fails its task, not the start of the others.
    private static async Task RunItemAsync(Batch batch, int item, CancellationToken cancellationToken)
    {
        try
        {
            batch.Complete(item, await batch.ExecuteAsync(item, cancellationToken));
        }
        catch
        {
            batch.Abandon();
            throw;
        }
    }
}
