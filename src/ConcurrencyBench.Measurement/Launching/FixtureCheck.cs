using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Measurement.Launching;

/// <summary>
/// Whether a workload's server waits as long as it should, by a few single requests before anything is launched. An answer that comes
/// early is a fault. Answers that come late are the machine's: they are asked for again, and where they stay late the workload is
/// measured all the same, and its figures say so.
/// </summary>
internal static class FixtureCheck
{
    private const int CheckedItems = 5;
    private const int MostTries = 6;

    /// <summary>How many times its delay a server may take, in the median of the checked items.</summary>
    private const double SlowestAnswer = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answers come in time, but not for ever.</summary>
    /// <param name="workload">Which workload; its delay is the server's.</param>
    /// <param name="ask">Runs an item, checks its answer, and gives how long it took.</param>
    /// <param name="pause">Waits between two tries, longer each time.</param>
    /// <returns>The shortest median of all tries where each was too long; null once one was not.</returns>
    /// <exception cref="WorkerException">An answer came earlier than the delay.</exception>
    public static async Task<TimeSpan?> RunAsync(Workload workload, Func<int, TimeSpan> ask, Func<TimeSpan, Task> pause)
    {
        TimeSpan? slow = null;
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            if (attempt > 0)
            {
                await pause(FirstPause * (1 << attempt)).ConfigureAwait(false);
            }

            var durations = Enumerable.Range(0, CheckedItems).Select(ask).Order().ToList();
            if (durations[0] < workload.Delay())
            {
                throw new WorkerException(
                    $"the fixture of {workload.Id} answers after {durations[0].TotalMilliseconds:0.0} to {durations[^1].TotalMilliseconds:0.0} ms instead of {workload.Delay().TotalMilliseconds:0} ms", null, null, []);
            }

            var median = durations[CheckedItems / 2];
            if (workload.Delay() == TimeSpan.Zero || median <= SlowestAnswer * workload.Delay())
            {
                return null;
            }

            slow = slow < median ? slow : median;
        }

        return slow;
    }
}
