using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>async</c> beside two tasks of the thread pool and an interlocked counter.</summary>
public class AsyncBenchmarks : ModelAndTwin<AsyncModel>
{
    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests)
    {
        var taken = 0;
        return Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(() =>
        {
            for (var item = Interlocked.Increment(ref taken) - 1; item < digests.Length; item = Interlocked.Increment(ref taken) - 1)
            {
                digests[item] = TItem.Run(item);
            }
        })));
    }
}
