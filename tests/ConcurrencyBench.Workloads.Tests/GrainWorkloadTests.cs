using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Grains;
using CsCheck;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class GrainWorkloadTests
{
    [Fact]
    public void Run_AnyValueAndRounds_GivesTheValueBack() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 2_000]).Sample((value, rounds) => Assert.Equal(value, Run(value, rounds)), iter: 500);

    [Fact]
    public void RoundsPerMicrosecond_ThisMachine_IsPositiveAndFinite() =>
        Assert.InRange(Spin.RoundsPerMicrosecond(), double.Epsilon, double.MaxValue);

    [Theory]
    [InlineData("grain/time=1", 20_000)]
    [InlineData("grain/time=10", 8_000)]
    [InlineData("grain", 800)]
    [InlineData("grain/time=1000", 80)]
    [InlineData("grain/time=10000", 8)]
    public void Items_OneAtATime_FillAnOperation(string id, int items) =>
        Assert.Equal(items, RunningWorkload.Create(id).Items(1));

    [Fact]
    public void Items_AnyConcurrency_AreNeverMoreThanAnOperationMayHave() =>
        Gen.Int[1, 4_096].Sample(concurrency => Assert.All(
            RunningWorkload.Names("grain"), grain => Assert.InRange(RunningWorkload.Create(grain).Items(concurrency), 8, 20_000)));

    [Theory(Timeout = 60_000)]
    [InlineData("grain/time=1")]
    [InlineData("grain")]
    public async Task Execute_EachCalibratedByItself_GivesTheDigestOfSeedAndItem(string id)
    {
        for (var process = 0; process < 5; process++)
        {
            await using var running = await RunningWorkload.OpenAsync(id, seed: 8);

            Gen.Int[0, 100_000].Sample(item => Assert.Equal(Digest.Of(8, (ulong)item), running.Execute(item)), iter: 20);
        }
    }

    private static ulong Run(ulong value, int rounds)
    {
        var gate = default(NoGate);
        return Spin.Run(value, rounds, ref gate);
    }
}
