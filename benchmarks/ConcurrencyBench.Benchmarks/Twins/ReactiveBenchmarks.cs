using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>reactive</c> beside two merged streams of the task pool that share an iterator's counter.</summary>
public class ReactiveBenchmarks : ModelAndTwin<ReactiveModel>
{
    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests)
    {
        var taken = 0;
        var stream = Items().ToObservable(TaskPoolScheduler.Default).Do(item => digests[item] = TItem.Run(item));
        return Enumerable.Repeat(stream, Concurrency).Merge().Count().ToTask(TaskPoolScheduler.Default);

        IEnumerable<int> Items()
        {
            for (var item = Interlocked.Increment(ref taken) - 1; item < digests.Length; item = Interlocked.Increment(ref taken) - 1)
            {
                yield return item;
            }
        }
    }
}
