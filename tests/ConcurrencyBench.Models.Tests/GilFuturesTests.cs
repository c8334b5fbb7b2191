using ConcurrencyBench.Models.Gil;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Tests.Probes;

namespace ConcurrencyBench.Models.Tests;

/// <summary>An executor's threads under the GIL: when they hold it, and when not.</summary>
public sealed class GilFuturesTests
{
    private const int Timeout = HangGuard.Milliseconds;
    private const int Size = 3;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Timeout)]
    public async Task RunAsync_ItemsThatCompute_NeverComputeTogether()
    {
        await using var run = await ModelUnderTest.OpenAsync<ComputingProbe>("gil-futures", 100);

        await run.RunAndVerifyAsync();

        Assert.Equal(1, run.Board.Peak);
    }

    [Fact(Timeout = Timeout)]
    public async Task MapAsync_CallThatRuns_HoldsTheLockAndNoOtherThreadDoesWhenAllHaveEnded()
    {
        var gil = new GlobalInterpreterLock(TimeSpan.FromMilliseconds(1));
        using var executor = new Executor<GilGate>("gil", Size, new GilGate(gil));
        var held = 0;

        for (var attempt = 0; attempt < 100; attempt++)
        {
            await executor.MapAsync(_ => Interlocked.Add(ref held, gil.IsHeldByCurrentThread ? 1 : 0), 20, Token);
        }

        Assert.Equal(2_000, held);

        // No thread runs a call: the one that still had the lock would keep it for ever.
        gil.Take();
        gil.Drop();
    }

    [Fact(Timeout = Timeout)]
    public async Task MapAsync_NoThreadAsksForTheLock_TheCallerSubmitsAllBeforeAnyCallRuns()
    {
        var gil = new GlobalInterpreterLock(TimeSpan.FromDays(1));
        using var executor = new Executor<GilGate>("gil", Size, new GilGate(gil));

        await executor.MapAsync(_ => { }, 1_000, Token);

        // The caller had it first, then each thread at most once, and none timed out.
        Assert.InRange(gil.Switches, 2, Size + 1);
        Assert.Equal(0, gil.Requests);
    }
}
