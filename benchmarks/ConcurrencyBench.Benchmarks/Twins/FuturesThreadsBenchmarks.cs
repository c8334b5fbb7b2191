using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>futures-threads</c> beside a task for each item on a hand-written scheduler with two threads.</summary>
public class FuturesThreadsBenchmarks : ModelAndTwin<FuturesThreadsModel>
{
    private TwinScheduler? _scheduler;

    /// <inheritdoc/>
    protected override void StartTwin<TItem>(int count) => _scheduler = new TwinScheduler(Concurrency);

    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests)
    {
        var futures = new Task[digests.Length];
        Action<object?> call = item => digests[(int)item!] = TItem.Run((int)item);
        for (var item = 0; item < futures.Length; item++)
        {
            futures[item] = Task.Factory.StartNew(call, item, CancellationToken.None, TaskCreationOptions.None, _scheduler!);
        }

        return Task.WhenAll(futures);
    }

    /// <inheritdoc/>
    protected override void EndTwin() => _scheduler?.Dispose();
}
