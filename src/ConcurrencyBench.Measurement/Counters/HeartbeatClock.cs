using System.Diagnostics;
using System.Text;
using ConcurrencyBench.Processes;
using Microsoft.Win32.SafeHandles;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>The clocks that a <see cref="Heartbeat"/> reads.</summary>
internal static class HeartbeatClock
{
    private const string Schedstat = "/proc/thread-self/schedstat";

    /// <summary>Two clocks read within this are read at one moment.</summary>
    private static readonly TimeSpan _together = TimeSpan.FromMilliseconds(20);

    /// <summary>The time, as <see cref="Stopwatch"/> counts it. On Linux it does not advance while the machine sleeps.</summary>
    public static TimeSpan Now() => Stopwatch.GetElapsedTime(0);

    /// <summary>The clocks of the thread that calls this, which alone may read them.</summary>
    public static Func<Heartbeat.Reading> OfThisThread()
    {
        var schedstat = File.Exists(Schedstat) ? File.OpenHandle(Schedstat) : null;
        return () => Read(schedstat);
    }

    private static Heartbeat.Reading Read(SafeFileHandle? schedstat)
    {
        while (true)
        {
            var before = Now();
            var sinceBoot = SystemClock.ReadSinceBoot();
            var now = Now();

            // Stopped between the two, the difference would look like sleep.
            if (now - before < _together)
            {
                return new Heartbeat.Reading(now, sinceBoot is { } boot ? TimeSpan.FromTicks(boot / TimeSpan.NanosecondsPerTick) - now : TimeSpan.Zero, Waited(schedstat) + GC.GetTotalPauseDuration());
            }
        }
    }

    private static TimeSpan Waited(SafeFileHandle? schedstat)
    {
        if (schedstat is null)
        {
            return TimeSpan.Zero;
        }

        Span<byte> text = stackalloc byte[128];
        var length = RandomAccess.Read(schedstat, text, fileOffset: 0);
        return TimeSpan.FromTicks(Activity.Waited(Encoding.ASCII.GetString(text[..length])) / TimeSpan.NanosecondsPerTick);
    }
}
