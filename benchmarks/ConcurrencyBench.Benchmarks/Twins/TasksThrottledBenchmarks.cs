using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>tasks-throttled</c> beside a task for each digest, started when a semaphore has a place.</summary>
public class TasksThrottledBenchmarks : ModelAndTwin<TasksThrottledModel>
{
    /// <inheritdoc/>
    protected override async Task RunTwinAsync<TItem>(ulong[] digests)
    {
        using var places = new SemaphoreSlim(Concurrency);
        var tasks = new List<Task>();
        for (var item = 0; item < digests.Length; item++)
        {
            await places.WaitAsync();
            var number = item;
            tasks.Add(Task.Run(() =>
            {
                try
                {
                    digests[number] = TItem.Run(number);
                }
                finally
                {
                    places.Release();
                }
            }));
        }

        await Task.WhenAll(tasks);
    }
}
