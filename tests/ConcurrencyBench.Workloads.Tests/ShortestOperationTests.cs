using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class ShortestOperationTests
{
    [Theory]
    [InlineData("timer", 64, 16, 40)]
    [InlineData("timer", 65, 16, 50)]
    [InlineData("timer", 8, 1, 80)]
    [InlineData("http", 4, 64, 10)]
    [InlineData("tcp", 20_000, 10_000, 20)]
    [InlineData("http/delay=0", 20_000, 1_000, 0)]
    [InlineData("tcp/delay=0", 1_280, 64, 0)]
    [InlineData("mixed", 64, 16, 40)]
    [InlineData("postgres", 64, 16, 40)]
    [InlineData("convoy", 2, 2, 200)]
    [InlineData("primes", 64, 2, 0)]
    [InlineData("pending", 1_000, 1_000, 0)]
    [InlineData("files", 2_000, 16, 0)]
    public async Task ShortestOperation_ItemsThatWait_IsAsLongAsTheirWaves(string id, int items, int concurrency, double milliseconds)
    {
        await using var workload = RunningWorkload.Create(id);
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), workload.ShortestOperation(items, concurrency));
    }

    [Fact]
    public async Task ShortestOperation_OfASchedule_IsUntilTheLastHasArrivedAndWaited()
    {
        await using var workload = RunningWorkload.Catalog.CreateWorkload("blockers");
        Assert.Equal(TimeSpan.FromMilliseconds(20 + (399 * 0.75) + 10), workload.ShortestOperation(workload.Items(64), 64));
    }
}
