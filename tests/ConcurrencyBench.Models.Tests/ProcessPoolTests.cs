using System.Diagnostics;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Tests.Probes;

namespace ConcurrencyBench.Models.Tests;

/// <summary>What goes wrong in a pool of processes, and what the pool makes of it.</summary>
public sealed class ProcessPoolTests
{
    private const int Timeout = HangGuard.Milliseconds;

    [Theory(Timeout = Timeout)]
    [InlineData("processes")]
    [InlineData("processes-shm")]
    public async Task RunAsync_ProcessKilledWhileAllItemsHang_FailsAtOnceAndNamesIt(string model)
    {
        await using var run = await OpenAsync(model, "hang");
        var operation = run.RunAsync(TestContext.Current.CancellationToken);
        await run.WaitForStartsAsync(ModelUnderTest.Concurrency);
        var victim = ProcessIds(run)[^1];

        Kill(victim);
        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => operation);

        Assert.Contains($"pool process {victim} {HowKilled}", failure.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("processes")]
    [InlineData("processes-shm")]
    public async Task RunAsync_ProcessKilledBetweenOperations_FailsAndGoesOnFailing(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<WaitProbe>(model, 20);
        await run.RunAndVerifyAsync();
        var victim = ProcessIds(run)[0];

        Kill(victim);
        var first = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(TestContext.Current.CancellationToken));
        var second = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains($"pool process {victim} {HowKilled}", first.Message, StringComparison.Ordinal);
        Assert.Equal(first.Message, second.Message);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("processes")]
    [InlineData("processes-shm")]
    public async Task RunAsync_ProcessEndsItself_ReportsItsExitCodeAndLastWords(string model)
    {
        await using var run = await OpenAsync(model, "exit");

        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("ended with exit code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("these are my last words", failure.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("processes")]
    [InlineData("processes-shm")]
    public async Task RunAsync_ItemWritesToStandardOutput_FailsAndSaysSo(string model)
    {
        await using var run = await OpenAsync(model, "chatter");

        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("standard output", failure.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("processes")]
    [InlineData("processes-shm")]
    public async Task PrepareAsync_WorkloadCannotBeSetUp_FailsWithItsReason(string model)
    {
        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => OpenAsync(model, "no-setup"));

        Assert.Contains("nothing to talk to", failure.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("processes")]
    [InlineData("processes-shm")]
    public async Task PrepareAsync_Cancelled_LeavesNoProcess(string id)
    {
        using var cancellation = new CancellationTokenSource();
        await using var workload = new EmptyProbe();
        var operation = new Operation(workload, 1, new WorkloadSetup(1, 1, Path.GetTempPath()));
        await using var model = ModelUnderTest.Catalog.CreateModel(id, ModelSettings.Default);

        var preparation = model.PrepareAsync(operation.Recipe, ModelUnderTest.Concurrency, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => preparation);
        Assert.Empty(((IRunsElsewhere)model).ProcessIds);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("processes")]
    [InlineData("processes-shm")]
    public async Task DisposeAsync_AfterUse_EndsEveryProcess(string model)
    {
        var run = await ModelUnderTest.OpenAsync<WaitProbe>(model, 20);
        var ids = ProcessIds(run);
        Assert.Equal(ModelUnderTest.Concurrency, ids.Distinct().Count());

        await run.DisposeAsync();

        Assert.All(ids, id => Assert.Throws<ArgumentException>(() => Process.GetProcessById(id)));
    }

    [Fact(Timeout = Timeout)]
    public async Task PrepareAsync_Ready_HasUnlinkedTheSharedFile()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the place of shared files is Linux's");
        await using var run = await ModelUnderTest.OpenAsync<WaitProbe>("processes-shm", 20);

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

    [Fact(Timeout = Timeout)]
    public async Task PipedProcess_PipeClosesWhileItsItemHangs_Ends()
    {
        var token = TestContext.Current.CancellationToken;
        var path = Path.GetTempFileName();
        using var board = new ProbeBoard(path);
        await using var workload = new MisbehavingProbe();
        var setup = new WorkloadSetup(1, 1, MisbehavingProbe.Address("hang", path));
        var operation = new Operation(workload, 1, setup);
        var ended = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var member = new PipedMember(PoolTask.Of(operation.Recipe), ended.SetResult);
        Assert.Null(await Task.Run(member.ReadAnswer, token));
        var call = Task.Run(() => member.Run(operation.Batch, new Chunk(0, 1), 1, _ => false), token);
        while (Interlocked.Read(ref board.InFlight) == 0)
        {
            await Task.Delay(1, token);
        }

        member.Release();

        Assert.Contains("ended with exit code 0", await ended.Task, StringComparison.Ordinal);
        Assert.NotNull(await Record.ExceptionAsync(() => call));
        member.Dispose();
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

    private static Task<ModelUnderTest> OpenAsync(string model, string behaviour) =>
        ModelUnderTest.OpenAsync<MisbehavingProbe>(model, 20, path => MisbehavingProbe.Address(behaviour, path));

    private static IReadOnlyList<int> ProcessIds(ModelUnderTest run) => ((IRunsElsewhere)run.Model).ProcessIds;

    private static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }
}
