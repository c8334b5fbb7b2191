using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>threads</c> beside two threads and an interlocked counter.</summary>
public class ThreadsBenchmarks : ModelAndTwin<ThreadsModel>
{
    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests)
    {
        var taken = 0;
        var threads = new Thread[Concurrency];
        for (var thread = 0; thread < threads.Length; thread++)
        {
            threads[thread] = new Thread(() =>
            {
                for (var item = Interlocked.Increment(ref taken) - 1; item < digests.Length; item = Interlocked.Increment(ref taken) - 1)
                {
                    digests[item] = TItem.Run(item);
                }
            });
            threads[thread].Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        return Task.CompletedTask;
    }
}
