using System.Diagnostics;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Tests.Probes;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

/// <summary>What every model must keep that has a way to pass messages; one that gets a way is tested here without being named.</summary>
public sealed class ExchangeContractTests
{
    private const int Timeout = HangGuard.Milliseconds;
    private const int FaultyItem = 7;

    public static TheoryData<string> Models =>
        [.. ModelUnderTest.Catalog.Models.Where(model => model is IRunsRoundTrips).Select(model => model.Id)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Exchanger_OfEveryModel_IsThereOrTheModelSaysSo()
    {
        var workload = new PingPongWorkload();

        Assert.All(ModelUnderTest.Catalog.Models, model => Assert.Equal(model is IRunsRoundTrips, model.Supports(workload).Applies));
        Assert.Equal(
            "it has no way of its own to pass a message from one worker to another",
            new ParallelModel().Supports(workload).ReasonAgainst);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_RoundTrips_MakesEachOnceAndOneAtATime(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<TalkProbe>(model, 500);

        await run.RunAndVerifyAsync();
        await run.RunAndVerifyAsync();

        Assert.Equal((1000, 1, 0), (run.Board.Started, run.Board.Peak, run.Board.InFlight));
    }

    /// <summary>As a worker rehearses, by what was prepared for all of them.</summary>
    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_FewerRoundTripsBetweenAll_MakesThemAlone(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<TalkProbe>(model, 500);

        await run.RunAndVerifyWithShorterOnesAsync(0.1);

        Assert.Equal(1100, run.Board.Started);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_PingPong_GivesTheDigestsOfPlainCallsAndEveryPhase(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<PingPongWorkload>(model, new PingPongWorkload().Items(2));
        run.Operation.Expect();

        await run.RunAndVerifyAsync();

        Assert.Equal(["64b", "4kib", "1mib"], run.Operation.Observe().Select(phase => phase.Id));
        Assert.All(run.Operation.Observe(), phase => Assert.True(phase.Nanoseconds > 0));
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_EitherSideThrows_SurfacesStopsAndRunsAgain(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<TalkProbe>(model, 100);
        long[] faults = [TalkProbe.AnsweringFault(FaultyItem), TalkProbe.AskingFault(FaultyItem), TalkProbe.FinishingFault(FaultyItem)];
        foreach (var fault in faults)
        {
            run.Board.Started = 0;
            run.Board.InFlight = 0;
            run.Board.Fault = fault;

            var failure = await Record.ExceptionAsync(() => run.RunAsync(Token));

            Assert.True(failure is InvalidOperationException or PoolProcessException, $"it threw {failure}");
            Assert.Contains("item 7 broke", failure.Message, StringComparison.Ordinal);
            Assert.Contains(nameof(TalkProbe), failure.ToString(), StringComparison.Ordinal);
            Assert.Equal(FaultyItem + 1, run.Board.Started);

            run.Board.Fault = 0;
            await run.RunAndVerifyAsync();
        }
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_Cancelled_EndsAndRunsAgain(string model)
    {
        const int Items = 5_000_000;
        await using var run = await ModelUnderTest.OpenAsync<TalkProbe>(model, Items);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var cancellation = new CancellationTokenSource();
            run.Board.Started = 0;

            var operation = run.RunAsync(cancellation.Token);
            await run.CancelAfterStartsAsync(10, cancellation);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => operation);
            Assert.InRange(run.Board.Started, 10, Items - 1);
            Assert.Equal(0, run.Board.InFlight);
        }
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_CancelledBefore_AsksNothing(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<TalkProbe>(model, 100);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.RunAsync(new CancellationToken(canceled: true)));

        Assert.Equal(0, run.Board.Started);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task DisposeAsync_AfterAllKindsOfEnds_LeavesNothingBehind(string model) =>
        Leftovers.AssertNoneAsync(() => EndInAllWaysAsync(model));

    [Theory(Timeout = Timeout)]
    [InlineData("processes")]
    [InlineData("processes-shm")]
    [InlineData("futures-processes")]
    public async Task OperateAsync_PeerKilledMidway_FailsAndSaysHow(string model)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "how a process was killed is reported on Linux");
        await using var run = await ModelUnderTest.OpenAsync<TalkProbe>(model, 50_000_000);
        var operation = run.RunAsync(Token);
        await run.WaitForStartsAsync(10);
        var peer = Assert.Single(((IRunsElsewhere)run.Model).ProcessIds);

        using (var process = Process.GetProcessById(peer))
        {
            process.Kill();
        }

        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => operation);
        Assert.StartsWith($"pool process {peer} was killed by signal 9 (SIGKILL)", failure.Message, StringComparison.Ordinal);
    }

    private static async Task EndInAllWaysAsync(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<TalkProbe>(model, 2000);
        await run.RunAndVerifyAsync();

        run.Board.Fault = TalkProbe.AnsweringFault(FaultyItem);
        await Assert.ThrowsAnyAsync<Exception>(() => run.RunAsync(Token));

        run.Board.Fault = 0;
        using var cancellation = new CancellationTokenSource();
        var operation = run.RunAsync(cancellation.Token);
        await run.WaitForStartsAsync((int)run.Board.Started + 1);
        await cancellation.CancelAsync();
        await Record.ExceptionAsync(() => operation);
    }
}
