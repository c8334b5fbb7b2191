using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// A fixed schedule of arrivals, an item every so often, and when each item ended. An item's latency counts from its
/// arrival, not from when a model got round to it, so that a model that stalls cannot hide its stall (G. Tene, "How NOT to
/// measure latency", 2013). The first arrival lies a little after the first item asks, as threads may still be starting.
/// </summary>
/// <param name="items">How many items arrive.</param>
/// <param name="interval">The time from one arrival to the next.</param>
/// <param name="time">The clock.</param>
internal sealed class ArrivalSchedule(int items, TimeSpan interval, TimeProvider time)
{
    /// <summary>How long after the first item has asked the first one arrives.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(20);

    private readonly long[] _ends = new long[items];
    private readonly long _interval = TicksOf(interval, time);
    private readonly long _lead = TicksOf(Lead, time);
    private long _first;

    /// <summary>Forgets the last operation; only while no item runs.</summary>
    public void Begin()
    {
        _first = 0;
        Array.Clear(_ends);
    }

    /// <summary>How long it is until a time after an item's arrival; zero or less when that has passed.</summary>
    public TimeSpan Until(int item, TimeSpan after) => Span(ArrivalOf(item) + TicksOf(after, time) - time.GetTimestamp());

    /// <summary>Waits until a time after an item's arrival, blocking the thread.</summary>
    public void Sleep(int item, TimeSpan after)
    {
        for (var left = Until(item, after); left > TimeSpan.Zero; left = Until(item, after))
        {
            Thread.Sleep((int)Math.Ceiling(left.TotalMilliseconds));
        }
    }

    /// <summary>Waits until a time after an item's arrival, without blocking the thread.</summary>
    public async ValueTask WaitAsync(int item, TimeSpan after, CancellationToken cancellationToken)
    {
        for (var left = Until(item, after); left > TimeSpan.Zero; left = Until(item, after))
        {
            await LoopDelay.ForAsync(left, cancellationToken);
        }
    }

    /// <summary>Notes that an item has ended.</summary>
    public void End(int item) => _ends[item] = time.GetTimestamp();

    /// <summary>How long an item took from its arrival to its end.</summary>
    /// <returns>Nanoseconds.</returns>
    public long LatencyOf(int item) => Nanoseconds(_ends[item] - ArrivalOf(item));

    /// <summary>How long it took from the arrival of the first of some items to the end of the last to end.</summary>
    /// <returns>Nanoseconds.</returns>
    public long Duration(int first, int count)
    {
        var last = 0L;
        foreach (var end in _ends.AsSpan(first, count))
        {
            last = Math.Max(last, end);
        }

        return Nanoseconds(last - ArrivalOf(first));
    }

    private static long TicksOf(TimeSpan span, TimeProvider time) => (long)Math.Ceiling(span.TotalSeconds * time.TimestampFrequency);

    private long ArrivalOf(int item)
    {
        var first = Volatile.Read(ref _first);
        if (first == 0)
        {
            var mine = time.GetTimestamp() + _lead;
            first = Interlocked.CompareExchange(ref _first, mine, 0);
            first = first == 0 ? mine : first;
        }

        return first + (item * _interval);
    }

    // Rounded up, so that no caller that waits for it looks again too early.
    private TimeSpan Span(long ticks) => TimeSpan.FromTicks((long)Math.Ceiling((double)ticks / time.TimestampFrequency * TimeSpan.TicksPerSecond));

    private long Nanoseconds(long ticks) => (long)((double)ticks / time.TimestampFrequency * 1e9);
}
