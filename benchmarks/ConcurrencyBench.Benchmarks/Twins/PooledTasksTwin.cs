namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary>A model whose items are tasks of the pool, beside a task for each digest on a scheduler that runs two at once.</summary>
/// <typeparam name="TModel">The model.</typeparam>
public abstract class PooledTasksTwin<TModel> : ModelAndTwin<TModel>
    where TModel : Model, new()
{
    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests)
    {
        var pool = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Concurrency, maxItemsPerTask: 1).ConcurrentScheduler;
        return Task.WhenAll(Enumerable.Range(0, digests.Length)
            .Select(item => Task.Factory.StartNew(() => digests[item] = TItem.Run(item), CancellationToken.None, TaskCreationOptions.DenyChildAttach, pool)));
    }
}
