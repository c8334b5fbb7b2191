using System.Diagnostics;
using ConcurrencyBench.Models.Schedulers;
using ConcurrencyBench.Models.Tests.Probes;

namespace ConcurrencyBench.Models.Tests;

/// <summary>Streams from processes to processes: what <see cref="StreamContractTests"/> asks of models whose handlers are here.</summary>
public sealed class ProcessStreamTests
{
    private const int Timeout = 60_000;
    private const int Faulty = 5000;

    // Of four sources and at two handlers, the three of four events that pass, and a tenth less.
    private const int Most = 4 * 5_000_000 * 2 / 4 * 3 / 10 * 9;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Timeout)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(9)]
    public async Task OperateAsync_SeveralShapesTwice_GivesTheDigestsOfPlainCalls(int concurrency)
    {
        var path = Path.GetTempFileName();
        await using (var workload = new StreamingProbe())
        await using (var model = new ProcessesModel())
        {
            var setup = new WorkloadSetup(7, concurrency, path);
            await workload.SetUpAsync(setup, Token);
            var batch = new Batch(workload, new BatchRecipe(workload.Id, workload.Items(concurrency), setup));
            await model.PrepareAsync(batch, concurrency, Token);

            for (var operation = 0; operation < 2; operation++)
            {
                batch.Clear();
                await Task.Run(() => model.OperateAsync(batch, concurrency, Token), Token);
                batch.Verify();
            }

            Assert.Equal(Math.Max(2, concurrency), model.ProcessIds.Count);
        }

        File.Delete(path);
    }

    [Fact(Timeout = Timeout)]
    public async Task OperateAsync_HandlerThrows_SurfacesStopsAndRunsAgain()
    {
        await using var run = await OpenAsync<StreamingProbe>();
        run.Board.Fault = Faulty + 1;

        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(Token));

        Assert.Contains($"item {Faulty} broke", failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(StreamingProbe), failure.Message, StringComparison.Ordinal);
        run.Board.Fault = 0;
        await run.RunAndVerifyAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task OperateAsync_HandlerThrowsInALongStream_StopsTheOthersToo()
    {
        await using var run = await OpenAsync<LongStreamingProbe>();
        run.Board.Fault = Faulty + 1;

        await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(Token));

        Assert.InRange(run.Board.Started, Faulty + 1, 1_000_000);
    }

    [Fact(Timeout = Timeout)]
    public async Task OperateAsync_CancelledThreeTimes_EndsEachTimeInTheMiddle()
    {
        await using var run = await OpenAsync<LongStreamingProbe>();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var cancellation = new CancellationTokenSource();
            run.Board.Started = 0;

            var operation = run.RunAsync(cancellation.Token);
            await run.CancelAfterStartsAsync(Faulty, cancellation);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => operation);
            Assert.InRange(run.Board.Started, Faulty, Most);
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task OperateAsync_AfterACancelledOne_GivesTheDigestsOfPlainCalls()
    {
        await using var run = await OpenAsync<StreamingProbe>();
        using var cancellation = new CancellationTokenSource();

        var operation = run.RunAsync(cancellation.Token);
        await run.CancelAfterStartsAsync(1, cancellation);
        await Record.ExceptionAsync(() => operation);

        await run.RunAndVerifyAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task OperateAsync_CancelledBefore_HandlesNothing()
    {
        await using var run = await OpenAsync<StreamingProbe>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.RunAsync(new CancellationToken(canceled: true)));

        Assert.Equal(0, run.Board.Started);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(0)]
    [InlineData(3)]
    public async Task OperateAsync_ProcessKilledMidway_FailsAndSaysHow(int member)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "how a process was killed is told on Linux");
        await using var run = await OpenAsync<LongStreamingProbe>();
        var operation = run.RunAsync(Token);
        await run.WaitForStartsAsync(Faulty);
        var victim = Assert.IsType<ProcessesModel>(run.Model).ProcessIds[member];

        using (var process = Process.GetProcessById(victim))
        {
            process.Kill();
        }

        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => operation);
        Assert.Contains($"pool process {victim} was killed by signal 9", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public Task DisposeAsync_AfterAllKindsOfEnds_LeavesNothingBehind() => Leftovers.AssertNoneAsync(async () =>
    {
        await using var run = await OpenAsync<StreamingProbe>();
        await run.RunAndVerifyAsync();
        run.Board.Fault = run.Board.Started + 1000;
        await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(Token));
        using var cancellation = new CancellationTokenSource();
        var operation = run.RunAsync(cancellation.Token);
        await run.CancelAfterStartsAsync(1, cancellation);
        await Record.ExceptionAsync(() => operation);
    });

    private static Task<ModelUnderTest> OpenAsync<TWorkload>()
        where TWorkload : StreamingProbe, new() => ModelUnderTest.OpenAsync<TWorkload>("processes", new TWorkload().Items(ModelUnderTest.Concurrency));
}
