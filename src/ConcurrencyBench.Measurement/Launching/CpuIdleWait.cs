using System.Diagnostics;
using Activity = ConcurrencyBench.Measurement.Counters.Activity;

namespace ConcurrencyBench.Measurement.Launching;

/// <summary>
/// Waits until processes that were asked for nothing neither use a core nor wait for one: the runtime goes on compiling in the background.
/// It looks for the first time when it is made, so that what the caller does before it waits is part of the wait.
/// </summary>
/// <param name="processes">Process ids.</param>
/// <param name="pause">
/// How long their runtimes wait before they compile: until then they only look idle.
/// </param>
/// <param name="read">Reads what the processes did.</param>
internal sealed class CpuIdleWait(IReadOnlyList<int> processes, TimeSpan pause, Func<IReadOnlyList<int>, Activity> read)
{
    private const int MostLooks = 750;
    private const double IdleShare = 0.06;

    /// <summary>So long that the usual pause is over in the middle of a look.</summary>
    private static readonly TimeSpan BetweenLooks = 2 * TieringDelay.Usual;

    private long _lookedAt = Stopwatch.GetTimestamp();
    private Activity _seen = read(processes);

    /// <summary>Waits until the processes use no core and wait for none, but not for ever.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether they were idle from the first look on.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (processes.Count > 0 && pause > BetweenLooks)
        {
            // Code that was new meanwhile makes the runtimes wait as long once more.
            await Task.Delay(2 * pause, cancellationToken).ConfigureAwait(false);
            _ = LooksIdle();
        }

        for (var look = 0; look < MostLooks && processes.Count > 0; look++)
        {
            var left = BetweenLooks - Stopwatch.GetElapsedTime(_lookedAt);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay((int)Math.Ceiling(left.TotalMilliseconds), cancellationToken).ConfigureAwait(false);
            }

            if (LooksIdle())
            {
                return look == 0;
            }
        }

        return processes.Count == 0;
    }

    private bool LooksIdle()
    {
        var (before, since) = (_seen, _lookedAt);
        (_seen, _lookedAt) = (read(processes), Stopwatch.GetTimestamp());
        return !_seen.IsReady && _seen.Since(before) < IdleShare * Stopwatch.GetElapsedTime(since, _lookedAt).TotalNanoseconds;
    }
}
