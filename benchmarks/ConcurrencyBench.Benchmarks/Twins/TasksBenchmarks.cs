using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>tasks</c> beside a task for each digest on a scheduler that runs two at once.</summary>
public class TasksBenchmarks : ModelAndTwin<TasksModel>
{
    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests)
    {
        var pool = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Concurrency, maxItemsPerTask: 1).ConcurrentScheduler;
        return Task.WhenAll(Enumerable.Range(0, digests.Length)
            .Select(item => Task.Factory.StartNew(() => digests[item] = TItem.Run(item), CancellationToken.None, TaskCreationOptions.DenyChildAttach, pool)));
    }
}
