using ConcurrencyBench.Measurement.Counters;

namespace ConcurrencyBench.Measurement.Launching;

/// <summary>Waits until processes that were asked for nothing neither use a core nor wait for one: the runtime goes on compiling in the background.</summary>
internal static class CpuIdleWait
{
    private const int MostLooks = 300;
    private const double IdleShare = 0.06;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until the processes use no core and wait for none, but not for ever.</summary>
    /// <param name="processes">Process ids.</param>
    /// <param name="pause">
    /// How long their runtimes wait before they compile: until then they only look idle. Code that was new meanwhile makes them
    /// wait as long once more.
    /// </param>
    /// <param name="read">Reads what the processes did.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<bool> WaitAsync(IReadOnlyList<int> processes, TimeSpan pause, Func<IReadOnlyList<int>, Activity> read, CancellationToken cancellationToken)
    {
        if (processes.Count > 0 && pause > BetweenLooks)
        {
            await Task.Delay(2 * pause, cancellationToken).ConfigureAwait(false);
        }

        var before = read(processes);
        for (var look = 0; look < MostLooks && processes.Count > 0; look++)
        {
            await Task.Delay(BetweenLooks, cancellationToken).ConfigureAwait(false);
            var now = read(processes);
            if (!now.IsReady && now.Since(before) < IdleShare * BetweenLooks.TotalNanoseconds)
            {
                return look == 0;
            }

            before = now;
        }

        return processes.Count == 0;
    }
}
