using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>gil-threads</c> beside two threads that take turns under a hand-written lock.</summary>
public class GilThreadsBenchmarks : ModelAndTwin<GilThreadsModel>
{
    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests)
    {
        var turn = new HandedLock(TimeSpan.FromMilliseconds(ModelSettings.Default.SwitchIntervalMilliseconds));
        var taken = 0;
        var threads = new Thread[Concurrency];
        for (var thread = 0; thread < threads.Length; thread++)
        {
            threads[thread] = new Thread(() =>
            {
                turn.Take();
                for (var item = Interlocked.Increment(ref taken) - 1; item < digests.Length; item = Interlocked.Increment(ref taken) - 1)
                {
                    digests[item] = TItem.Run(item);
                    turn.PassOnWhenAsked();
                }

                turn.Drop();
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
