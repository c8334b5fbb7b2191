namespace ConcurrencyBench.Workloads.Tests;

public sealed class ArrivalScheduleTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(10);

    private readonly ManualTime _time = new();
    private readonly ArrivalSchedule _arrivals;

    public ArrivalScheduleTests() => _arrivals = new ArrivalSchedule(10, Interval, _time);

    [Fact]
    public void Until_FirstItemThatAsks_StartsTheScheduleForAll()
    {
        Assert.Equal(ArrivalSchedule.Lead + (3 * Interval), _arrivals.Until(3, TimeSpan.Zero));

        _time.Advance(TimeSpan.FromMilliseconds(5));

        Assert.Equal(ArrivalSchedule.Lead + Wait - TimeSpan.FromMilliseconds(5), _arrivals.Until(0, Wait));
        Assert.Equal(ArrivalSchedule.Lead + (9 * Interval) - TimeSpan.FromMilliseconds(5), _arrivals.Until(9, TimeSpan.Zero));
    }

    [Fact]
    public void Until_TimeHasPassed_IsNotPositive()
    {
        _arrivals.Until(0, Wait);
        _time.Advance(ArrivalSchedule.Lead + Wait + Interval);

        Assert.Equal(-Interval, _arrivals.Until(0, Wait));
        Assert.Equal(TimeSpan.Zero, _arrivals.Until(1, Wait));
    }

    [Fact]
    public void LatencyOf_ItemThatBeganLate_CountsFromItsArrival()
    {
        _arrivals.Until(0, Wait);

        // Item 4 arrives 8 ms after the first; no caller looks at it for 50 ms, and it ends as soon as one does.
        _time.Advance(ArrivalSchedule.Lead + TimeSpan.FromMilliseconds(58));
        Assert.True(_arrivals.Until(4, Wait) < TimeSpan.Zero);
        _arrivals.End(4);

        Assert.Equal(50_000_000, _arrivals.LatencyOf(4));
    }

    [Fact]
    public void LatencyOf_ItemThatBeganEarlyAndWaited_IsItsWait()
    {
        _time.Advance(_arrivals.Until(7, Wait));
        _arrivals.End(7);

        Assert.Equal((long)Wait.TotalNanoseconds, _arrivals.LatencyOf(7));
    }

    [Fact]
    public void Duration_ItemsThatEndOutOfOrder_ReachesFromTheFirstArrivalToTheLastEnd()
    {
        _time.Advance(_arrivals.Until(2, Wait));
        _arrivals.End(3);
        _arrivals.End(2);
        _time.Advance(Interval);
        _arrivals.End(1);

        Assert.Equal((long)(Wait + Interval + Interval).TotalNanoseconds, _arrivals.Duration(1, 3));
    }

    [Fact]
    public void Begin_AfterAnOperation_StartsAnotherSchedule()
    {
        _time.Advance(_arrivals.Until(0, Wait));
        _arrivals.End(0);

        _arrivals.Begin();

        Assert.Equal(ArrivalSchedule.Lead, _arrivals.Until(0, TimeSpan.Zero));
    }
}
