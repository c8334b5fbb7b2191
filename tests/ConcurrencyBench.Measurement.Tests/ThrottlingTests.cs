using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Tests.Fakes;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class ThrottlingTests : IDisposable
{
    private const string Version1 = "30 20 0:28 / /cpu rw - cgroup cgroup rw,cpu";
    private const string Version2 = "31 20 0:29 / /unified rw - cgroup2 cgroup2 rw";

    private readonly SystemTree _system = new SystemTree()
        .With("/proc/self/cgroup", "3:cpu:/one/inner\n0::/two")
        .With("/proc/self/mountinfo", $"{Version1}\n{Version2}");

    public void Dispose() => _system.Dispose();

    [Fact]
    public void Reader_Version1_CountsNanoseconds()
    {
        _system.With("/cpu/one/inner/cpu.stat", "nr_periods 9\nnr_throttled 3\nthrottled_time 5000000\nnr_bursts 0");
        Assert.Equal(new Throttling(3, 5_000_000), Throttling.Reader(_system.Root)());
    }

    [Fact]
    public void Reader_Version2_CountsMicroseconds()
    {
        _system.With("/unified/two/cpu.stat", "usage_usec 77\nuser_usec 70\nnr_periods 9\nnr_throttled 3\nthrottled_usec 5000\nnr_bursts 0");
        Assert.Equal(new Throttling(3, 5_000_000), Throttling.Reader(_system.Root)());
    }

    [Fact]
    public void Reader_SeveralLevelsAndVersions_CountsThemAll()
    {
        _system.With("/cpu/one/inner/cpu.stat", "nr_throttled 1\nthrottled_time 10").With("/cpu/one/cpu.stat", "nr_throttled 2\nthrottled_time 20")
            .With("/cpu/cpu.stat", "nr_throttled 4\nthrottled_time 40").With("/unified/two/cpu.stat", "nr_throttled 8\nthrottled_usec 80");
        Assert.Equal(new Throttling(15, 80_070), Throttling.Reader(_system.Root)());
    }

    [Fact]
    public void Reader_NumbersThatGrow_AreReadAnew()
    {
        _system.With("/cpu/one/cpu.stat", "nr_throttled 1\nthrottled_time 10");
        var read = Throttling.Reader(_system.Root);
        Assert.Equal(new Throttling(1, 10), read());
        _system.With("/cpu/one/cpu.stat", "nr_throttled 12\nthrottled_time 3000");
        Assert.Equal(new Throttling(12, 3000), read());
    }

    [Theory]
    [InlineData("usage_usec 77\nuser_usec 70")]
    [InlineData("nr_throttled 3")]
    [InlineData("xnr_throttled 3\nxthrottled_time 3")]
    [InlineData("")]
    public void Reader_GroupThatDoesNotCount_IsAbsentAndNot0(string text)
    {
        _system.With("/cpu/one/cpu.stat", text);
        Assert.Null(Throttling.Reader(_system.Root)());
    }

    [Fact]
    public void Reader_LevelThatIsGone_IsAbsentAndNotASmallerSum()
    {
        _system.With("/cpu/one/cpu.stat", "nr_throttled 1\nthrottled_time 10").With("/cpu/cpu.stat", "nr_throttled 4\nthrottled_time 40");
        var read = Throttling.Reader(_system.Root);
        Assert.Equal(new Throttling(5, 50), read());
        _system.With("/cpu/one/cpu.stat", string.Empty);
        Assert.Null(read());
    }

    [Theory]
    [InlineData(2, 150)]
    [InlineData(4, 99)]
    public void Between_CountThatWentBack_IsAbsentAndNotNegative(int periods, int nanoseconds)
    {
        var before = new HostClock(0, 0, 0, 0) { Throttling = new Throttling(3, 100) };
        var disturbance = HostClock.Between(before, before with { Throttling = new Throttling(periods, nanoseconds) })!;
        Assert.Null(disturbance.ThrottledPeriods);
        Assert.Null(disturbance.ThrottledNanoseconds);
    }

    [Fact]
    public void Between_TwoReadings_IsWhatTheQuotaStoppedMeanwhile()
    {
        var before = new HostClock(0, 0, 0, 0) { Throttling = new Throttling(3, 100) };
        var disturbance = HostClock.Between(before, before with { Throttling = new Throttling(4, 150) });
        Assert.Equal((1, 50), (disturbance!.ThrottledPeriods, disturbance.ThrottledNanoseconds));
        Assert.True(disturbance.IsThrottled);
        Assert.False(HostClock.Between(before, before)!.IsThrottled);
        Assert.Null(HostClock.Between(before, before with { Throttling = null })!.ThrottledPeriods);
    }
}
