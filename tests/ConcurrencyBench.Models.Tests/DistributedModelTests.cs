using System.Diagnostics;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Distributed;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Tests.Probes;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

/// <summary>What goes wrong in a cluster, and what the model makes of it.</summary>
public sealed class DistributedModelTests
{
    private const int Timeout = HangGuard.Milliseconds;

    [Fact(Timeout = Timeout)]
    public async Task RunAsync_SiloKilledWhileAllItemsHang_FailsAtOnceAndNamesIt()
    {
        await using var run = await OpenAsync("hang");
        var operation = run.RunAsync(TestContext.Current.CancellationToken);
        await run.WaitForStartsAsync(ModelUnderTest.Concurrency);
        var victim = ProcessIds(run)[^1];

        Kill(victim);
        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => operation);

        Assert.Contains($"silo process {victim} {HowKilled}", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task RunAsync_SiloKilledWhileItemsRun_CountsNoDigestTwice()
    {
        await using var run = await ModelUnderTest.OpenAsync<SpinProbe>("distributed", 2_000_000);
        var operation = run.RunAsync(TestContext.Current.CancellationToken);
        await run.WaitForStartsAsync(1_000);

        Kill(ProcessIds(run)[0]);
        await Assert.ThrowsAsync<PoolProcessException>(() => operation);

        Assert.All(Enumerable.Range(0, run.Operation.Batch.Count), item => Assert.True(
            run.Operation.DigestOf(item) == 0 || run.Operation.DigestOf(item) == Digest.Of(42, (ulong)item), $"item {item} counts {run.Operation.DigestOf(item):x}"));
    }

    [Fact(Timeout = Timeout)]
    public async Task RunAsync_SiloKilledBetweenOperations_FailsAndGoesOnFailing()
    {
        await using var run = await ModelUnderTest.OpenAsync<WaitProbe>("distributed", 20);
        await run.RunAndVerifyAsync();
        var victim = ProcessIds(run)[0];

        Kill(victim);
        var first = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(TestContext.Current.CancellationToken));
        var second = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains($"silo process {victim} {HowKilled}", first.Message, StringComparison.Ordinal);
        Assert.Equal(first.Message, second.Message);
    }

    [Fact(Timeout = Timeout)]
    public async Task RunAsync_SiloEndsItself_ReportsItsExitCodeAndLastWords()
    {
        await using var run = await OpenAsync("exit");

        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("ended with exit code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("these are my last words", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task PrepareAsync_WorkloadCannotBeSetUp_FailsWithItsReason()
    {
        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => OpenAsync("no-setup"));

        Assert.Contains("nothing to talk to", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task PrepareAsync_Cancelled_LeavesNoProcess()
    {
        using var cancellation = new CancellationTokenSource();
        await using var workload = new EmptyProbe();
        var operation = new Operation(workload, 1, new WorkloadSetup(1, 1, Path.GetTempPath()));
        await using var model = new DistributedModel();

        var preparation = Task.Run(() => model.PrepareAsync(operation.Recipe, ModelUnderTest.Concurrency, cancellation.Token), CancellationToken.None);
        while (model.ProcessIds.Count == 0)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => preparation);
        var ids = model.ProcessIds;
        await model.DisposeAsync();

        Assert.All(ids, AssertGone);
    }

    [Fact(Timeout = Timeout)]
    public async Task PrepareAsync_ItemsThatCompute_HaveASiloEach()
    {
        await using var run = await ModelUnderTest.OpenAsync<EmptyProbe>("distributed", 20);

        Assert.Equal(ModelUnderTest.Concurrency, ProcessIds(run).Distinct().Count());
    }

    [Fact(Timeout = Timeout)]
    public async Task PrepareAsync_ItemsThatWait_ShareASilo()
    {
        await using var run = await ModelUnderTest.OpenAsync<WaitProbe>("distributed", 20);

        Assert.Single(ProcessIds(run));
    }

    [Fact(Timeout = Timeout)]
    public async Task DisposeAsync_AfterUse_EndsEveryProcess()
    {
        var run = await ModelUnderTest.OpenAsync<WaitProbe>("distributed", 20);
        var ids = ProcessIds(run);

        await run.DisposeAsync();

        Assert.All(ids, AssertGone);
    }

    [Fact(Timeout = Timeout)]
    public async Task SiloProcess_InputClosesBeforeItJoins_Ends()
    {
        using var silo = ChildProcess.Start(SiloProcess.StartInfo(SiloSettings.ForThisMachine(typeof(PrimesWorkload).Assembly)));

        ClusterKey.Create().WriteTo(silo.Input);
        silo.Release();
        await silo.WaitForExitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(0, silo.ExitCode);
    }

    [Fact]
    public void Parse_ArgumentsOfSettings_GivesTheSettings()
    {
        var settings = SiloSettings.ForThisMachine(typeof(PrimesWorkload).Assembly);

        var read = SiloSettings.Parse([.. settings.ToArguments()]);

        Assert.Equal(settings with { Assemblies = [] }, read with { Assemblies = [] });
        Assert.Equal(settings.Assemblies, read.Assemblies);
    }

    private static string HowKilled => OperatingSystem.IsWindows() ? "ended with exit code" : "was killed by signal 9 (SIGKILL)";

    private static Task<ModelUnderTest> OpenAsync(string behaviour) =>
        ModelUnderTest.OpenAsync<MisbehavingProbe>("distributed", 20, path => MisbehavingProbe.Address(behaviour, path));

    private static IReadOnlyList<int> ProcessIds(ModelUnderTest run) => Assert.IsType<DistributedModel>(run.Model).ProcessIds;

    private static void AssertGone(int id) => Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));

    private static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }
}
