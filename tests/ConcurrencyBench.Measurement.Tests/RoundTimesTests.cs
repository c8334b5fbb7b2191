using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Rounds;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class RoundTimesTests
{
    private static readonly Cell _cell = Cell.Of("threads", "primes", 2);

    /// <summary>A launch is written once it is ready, with the time at which it was prepared: others may have failed meanwhile.</summary>
    [Fact]
    public void StartMilliseconds_AnotherModelFailedBeforeTheLaunchWasReady_IsTheTimeToTheLaunch()
    {
        var times = new RoundTimes(new RoundStart { Workload = "primes", Comparisons = [new RoundPart("primes/2", ["threads"], 8)], Reason = "coverage", Round = 0, AtMilliseconds = 1_000 });
        times.Add(new Failure { Cell = Cell.Of("async", "primes", 2), Comparison = "primes/2", Reason = "crashed", Round = 0, AtMilliseconds = 9_000 });
        times.Add(new Launch { Cell = _cell, Comparison = "primes/2", StartUpNanoseconds = 1, WarmUpNanoseconds = [1], Round = 0, AtMilliseconds = 4_000 });
        Assert.Equal(3_000, times.StartMilliseconds);
    }
}
