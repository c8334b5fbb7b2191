using ConcurrencyBench.Models.Tests.Probes;

namespace ConcurrencyBench.Models.Tests;

public sealed class GilThreadsModelTests
{
    private const int Timeout = HangGuard.Milliseconds;

    [Fact(Timeout = Timeout)]
    public async Task RunAsync_ItemsThatCompute_NeverComputeTogether()
    {
        await using var run = await ModelUnderTest.OpenAsync<ComputingProbe>("gil-threads", 100);

        await run.RunAndVerifyAsync();

        Assert.Equal(1, run.Board.Peak);
    }
}
