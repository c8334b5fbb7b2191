using ConcurrencyBench.Measurement.Counters;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// Runs every lane once without counting it, until the workers use no core in between. After its warm-up the runtime goes
/// on compiling in the background, and what it compiled may be called, counted and compiled again: that would disturb
/// whoever is measured meanwhile, and slow the first blocks.
/// </summary>
internal static class Rehearsal
{
    private const int MostRehearsals = 3;
    private const int MostLooks = 16;
    private const double QuietShare = 0.06;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(120);

    /// <summary>Rehearses until the workers are quiet, but not for ever.</summary>
    /// <param name="lanes">The lanes of a comparison, prepared.</param>
    /// <param name="rehearse">Measures a lane once and forgets the result.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <returns>A task that ends when the first block may begin.</returns>
    public static async Task RunAsync(IReadOnlyList<Lane> lanes, Func<Lane, Task> rehearse, CancellationToken cancellationToken)
    {
        for (var rehearsal = 0; rehearsal < MostRehearsals; rehearsal++)
        {
            foreach (var lane in lanes.Where(lane => lane.IsAlive))
            {
                await rehearse(lane).ConfigureAwait(false);
            }

            if (await BecomesQuietAsync([.. lanes.SelectMany(lane => lane.Processes)], cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Waits until the processes use no core, but not for ever.</summary>
    /// <returns>Whether they were quiet at once.</returns>
    private static async Task<bool> BecomesQuietAsync(IReadOnlyList<int> processes, CancellationToken cancellationToken)
    {
        var before = Cpu(processes);
        for (var look = 0; look < MostLooks && processes.Count > 0; look++)
        {
            await Task.Delay(BetweenLooks, cancellationToken).ConfigureAwait(false);
            var now = Cpu(processes);
            if (now - before < QuietShare * BetweenLooks.TotalNanoseconds)
            {
                return look == 0;
            }

            before = now;
        }

        return processes.Count == 0;
    }

    private static long Cpu(IReadOnlyList<int> processes) => processes.Sum(process => ProcessClock.Read(process) ?? 0);
}
