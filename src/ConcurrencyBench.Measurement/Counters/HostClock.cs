using System.Diagnostics;
using System.Globalization;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>
/// What the whole machine has done so far, so that the difference of two readings shows what others did meanwhile.
/// From /proc/stat, which counts in ticks of 10 ms.
/// </summary>
/// <param name="Timestamp">When, as <see cref="Stopwatch"/> counts.</param>
/// <param name="Busy">Time of all processors spent on anything but idling, ns.</param>
/// <param name="Steal">Time the hypervisor ran something else, ns.</param>
/// <param name="Own">CPU time of this run's processes, ns.</param>
internal readonly record struct HostClock(long Timestamp, long Busy, long Steal, long Own)
{
    private const long NanosecondsPerTick = 10_000_000;

    private static readonly Lazy<Func<Throttling?>> _throttling = new(() => Counters.Throttling.Reader());

    /// <summary>How much CPU quotas have stopped this run; null where it is not available.</summary>
    public Throttling? Throttling { get; init; }

    /// <summary>Reads the machine's counters and those of this run's processes.</summary>
    /// <returns>The reading; null where it is not available.</returns>
    public static HostClock? Read(IReadOnlyList<int> own)
    {
        if (ProcFile.Read("/proc/stat") is not { } text)
        {
            return null;
        }

        // cpu  user nice system idle iowait irq softirq steal guest guest_nice
        var ticks = text[..text.IndexOf('\n', StringComparison.Ordinal)].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        var busy = ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6];
        return new HostClock(
            Stopwatch.GetTimestamp(),
            busy * NanosecondsPerTick,
            ticks[7] * NanosecondsPerTick,
            own.Sum(process => ProcessClock.Read(process) ?? 0))
        {
            Throttling = _throttling.Value(),
        };
    }

    /// <summary>What others did between two readings.</summary>
    /// <returns>The difference; null when either reading is missing.</returns>
    public static Disturbance? Between(HostClock? before, HostClock? after)
    {
        if (before is not { } first || after is not { } second)
        {
            return null;
        }

        var throttled = second.Throttling?.Since(first.Throttling);
        return new Disturbance
        {
            WindowNanoseconds = (long)Stopwatch.GetElapsedTime(first.Timestamp, second.Timestamp).TotalNanoseconds,
            StealNanoseconds = second.Steal - first.Steal,

            // Below zero when a tick fell on the other side of an edge: the block's sum evens that out.
            ForeignCpuNanoseconds = second.Busy - first.Busy - (second.Own - first.Own),
            ThrottledPeriods = throttled?.Periods,
            ThrottledNanoseconds = throttled?.Nanoseconds,
        };
    }
}
