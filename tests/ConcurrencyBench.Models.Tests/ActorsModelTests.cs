using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

/// <summary>What actors refuse, beside what every model must keep.</summary>
public sealed class ActorsModelTests
{
    [Theory]
    [InlineData(1_000, true)]
    [InlineData(20_000, true)]
    [InlineData(20_001, false)]
    [InlineData(1_000_000, false)]
    public void Allows_SoManyInFlight_AsManyAsStartInSeconds(int concurrency, bool isAllowed) =>
        Assert.Equal(isAllowed, new ActorsModel().Allows(new PendingWorkload(), concurrency).Applies);
}
