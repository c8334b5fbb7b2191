using System.Diagnostics;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Tests.Probes;

namespace ConcurrencyBench.Models.Tests;

/// <summary>What goes wrong in a pool of processes, and what the pool makes of it.</summary>
public sealed class ProcessPoolTests
{
    private const int Timeout = 300_000;

    [Fact(Timeout = Timeout)]
    public async Task RunAsync_ProcessKilledWhileAllItemsHang_FailsAtOnceAndNamesIt()
    {
        await using var run = await OpenAsync("hang");
        var operation = run.RunAsync(TestContext.Current.CancellationToken);
        await run.WaitForStartsAsync(ModelUnderTest.Concurrency);
        var victim = ProcessIds(run)[^1];

        Kill(victim);
        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => operation);

        Assert.Contains($"pool process {victim} {HowKilled}", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task RunAsync_ProcessKilledBetweenOperations_FailsAndGoesOnFailing()
    {
        await using var run = await ModelUnderTest.OpenAsync<WaitProbe>("processes", 20);
        await run.RunAndVerifyAsync();
        var victim = ProcessIds(run)[0];

        Kill(victim);
        var first = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(TestContext.Current.CancellationToken));
        var second = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains($"pool process {victim} {HowKilled}", first.Message, StringComparison.Ordinal);
        Assert.Equal(first.Message, second.Message);
    }

    [Fact(Timeout = Timeout)]
    public async Task RunAsync_ProcessEndsItself_ReportsItsExitCodeAndLastWords()
    {
        await using var run = await OpenAsync("exit");

        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("ended with exit code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("these are my last words", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task RunAsync_ItemWritesToStandardOutput_FailsAndSaysSo()
    {
        await using var run = await OpenAsync("chatter");

        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("standard output", failure.Message, StringComparison.Ordinal);
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
        await using var model = new ProcessesModel();

        var preparation = model.PrepareAsync(operation.Recipe, ModelUnderTest.Concurrency, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => preparation);
        Assert.Empty(model.ProcessIds);
    }

    [Fact(Timeout = Timeout)]
    public async Task DisposeAsync_AfterUse_EndsEveryProcess()
    {
        var run = await ModelUnderTest.OpenAsync<WaitProbe>("processes", 20);
        var ids = ProcessIds(run);
        Assert.Equal(ModelUnderTest.Concurrency, ids.Distinct().Count());

        await run.DisposeAsync();

        Assert.All(ids, id => Assert.Throws<ArgumentException>(() => Process.GetProcessById(id)));
    }

    [Fact(Timeout = Timeout)]
    public async Task PrepareAsync_Ready_HasUnlinkedTheSharedFile()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the place of shared files is Linux's");
        await using var run = await ModelUnderTest.OpenAsync<WaitProbe>("processes", 20);

        Assert.Empty(Directory.GetFiles("/dev/shm", $"cbench-{Environment.ProcessId}-*"));
    }

    [Fact(Timeout = Timeout)]
    public async Task PoolProcess_InputClosesWhileItsItemHangs_Ends()
    {
        var token = TestContext.Current.CancellationToken;
        var path = Path.GetTempFileName();
        using var board = new ProbeBoard(path);
        using var items = SharedItems.Create(1);
        items.Offer(1);
        await using var workload = new MisbehavingProbe();
        var setup = new WorkloadSetup(1, 1, MisbehavingProbe.Address("hang", path));
        var task = PoolTask.Of(new Operation(workload, 1, setup).Recipe);
        using var process = Process.Start(ProgramCommand.StartInfo([PoolProcess.Verb, items.Path, .. task.ToArguments()]))!;
        Assert.Null(await Task.Run(() => PoolReply.Read(process.StandardOutput.BaseStream), token));
        items.Unlink();
        await process.StandardInput.BaseStream.WriteAsync(new[] { PoolOrder.Wake }, token);
        while (Interlocked.Read(ref board.InFlight) == 0)
        {
            await Task.Delay(1, token);
        }

        process.StandardInput.BaseStream.Close();
        await process.WaitForExitAsync(token);

        Assert.Equal(0, process.ExitCode);
        File.Delete(path);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("49152")]
    [InlineData("a folder|with \"odd\" characters")]
    public void Parse_ArgumentsOfATask_GivesTheTask(string? fixture)
    {
        var task = new PoolTask("Some.Assembly", "Some.Workload", 200, new WorkloadSetup(ulong.MaxValue, 1, fixture), 64);

        Assert.Equal(task, PoolTask.Parse([.. task.ToArguments()]));

        var busy = task with { Setup = task.Setup with { Parameters = Parameters.Of(64).With("delay", 0) } };
        Assert.Equal(busy, PoolTask.Parse([.. busy.ToArguments()]));
    }

    /// <summary>In a program of one file no assembly has a place.</summary>
    [Fact]
    public async Task Of_Batch_NamesTheAssemblyAndNotItsFile()
    {
        await using var workload = new EmptyProbe();

        Assert.Equal("ConcurrencyBench.Models.Tests", PoolTask.Of(new Operation(workload, 1, new WorkloadSetup(1, 1, null)).Recipe).AssemblyName);
    }

    [Theory]
    [InlineData("No.Such.Assembly")]
    [InlineData("/etc/passwd")]
    [InlineData("../no-such")]
    public async Task OpenAsync_NoAssemblyOfTheProgram_Fails(string assembly) =>
        await Assert.ThrowsAsync<FileNotFoundException>(() => new PoolTask(assembly, "Some.Workload", 1, new WorkloadSetup(1, 1, null)).OpenAsync());

    [Fact]
    public void Parse_TooFewArguments_IsRefused() => Assert.Throws<FormatException>(() => PoolTask.Parse(["Some.Assembly"]));

    private static string HowKilled => OperatingSystem.IsWindows() ? "ended with exit code" : "was killed by signal 9 (SIGKILL)";

    private static Task<ModelUnderTest> OpenAsync(string behaviour) =>
        ModelUnderTest.OpenAsync<MisbehavingProbe>("processes", 20, path => MisbehavingProbe.Address(behaviour, path));

    private static IReadOnlyList<int> ProcessIds(ModelUnderTest run) => Assert.IsType<ProcessesModel>(run.Model).ProcessIds;

    private static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }
}
