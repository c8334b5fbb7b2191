using ConcurrencyBench.Models.Tests.Probes;

namespace ConcurrencyBench.Models.Tests;

public sealed class GilThreadsModelTests
{
    private const int Timeout = 60_000;

    [Theory(Timeout = Timeout)]
    [InlineData("gil-threads", 1)]
    [InlineData("threads", ModelUnderTest.Concurrency)]
    public async Task RunAsync_ItemsThatCompute_ComputeTogetherOnlyWithoutTheLock(string model, int most)
    {
        await using var run = await ModelUnderTest.OpenAsync<ComputingProbe>(model, 100);

        await run.RunAndVerifyAsync();

        Assert.InRange(run.Board.Peak, 1, most);
    }
}
