using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>reactive</c> beside a stream of the task pool for each digest, merged two at a time.</summary>
public class ReactiveBenchmarks : ModelAndTwin<ReactiveModel>
{
    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests) =>
        Observable.Range(0, digests.Length)
            .Select(item => Observable.Return(item, TaskPoolScheduler.Default).Do(_ => digests[item] = TItem.Run(item)))
            .Merge(Concurrency)
            .Count()
            .ToTask(TaskPoolScheduler.Default);
}
