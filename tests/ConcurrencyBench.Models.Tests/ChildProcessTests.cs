using System.Diagnostics;

namespace ConcurrencyBench.Models.Tests;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData("exit 0", "ended with exit code 0")]
    [InlineData("exit 3", "ended with exit code 3")]
    [InlineData("kill -9 $$", "was killed by signal 9 (SIGKILL)")]
    [InlineData("kill -6 $$", "was killed by signal 6 (SIGABRT)")]
    [InlineData("kill -12 $$", "was killed by signal 12")]
    public async Task DescribeEnd_ChildEnded_SaysHow(string script, string expected)
    {
        using var child = Shell(script);
        await child.WaitForExitAsync(Patience, Token);

        Assert.Equal($"process {child.Id} {expected}", child.DescribeEnd());
    }

    [Fact(Timeout = 60_000)]
    public async Task LogTail_ManyLines_KeepsTheLastTwenty()
    {
        using var child = Shell("seq 1 1000 >&2");
        await child.WaitForExitAsync(Patience, Token);

        Assert.Equal(Enumerable.Range(981, 20).Select(line => $"{line}"), child.LogTail);
    }

    [Fact(Timeout = 120_000)]
    public async Task LogTail_HundredMegabytesWithoutALineFeed_IsCutAsItIsRead()
    {
        using var child = Shell("echo before >&2; head -c 100000000 /dev/zero | tr '\\0' x >&2; printf '\\nafter' >&2");
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        await child.WaitForExitAsync(TimeSpan.FromSeconds(100), Token);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;

        Assert.Equal(["before", $"{new string('x', 1000)} … (99,999,000 more characters)", "after"], child.LogTail);
        Assert.True(allocated < 20_000_000, $"{allocated} bytes were allocated for it");
    }

    [Fact(Timeout = 60_000)]
    public async Task LogTail_LinesOfAnyEnding_AreTakenApart()
    {
        using var child = Shell("printf 'a\\r\\nb\\n\\nc\\rd\\n\\n' >&2");
        await child.WaitForExitAsync(Patience, Token);

        Assert.Equal(["a", "b", string.Empty, "c", "d", string.Empty], child.LogTail);
    }

    [Fact(Timeout = 60_000)]
    public async Task LogTail_CutInsideACharacterOfTwo_KeepsWholeCharacters()
    {
        using var child = Shell($"printf '{new string('x', 999)}\\360\\237\\230\\200y' >&2");
        await child.WaitForExitAsync(Patience, Token);

        Assert.Equal([$"{new string('x', 999)} … (3 more characters)"], child.LogTail);
    }

    [Fact(Timeout = 60_000)]
    public async Task Dispose_ChildWaitsForItsInput_EndsByItself()
    {
        var ended = new TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await Task.Run(() => Shell("cat", child => ended.SetResult(child.ExitCode)).Dispose(), Token);

        Assert.Equal(0, await ended.Task.WaitAsync(Patience, Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task Dispose_ChildIgnoresItsInput_IsEndedByForceWithItsDescendants()
    {
        var child = Shell("sleep 600 & echo $!; wait");
        using var reader = new StreamReader(child.Output, leaveOpen: true);
        var grandchild = int.Parse((await reader.ReadLineAsync(Token))!, System.Globalization.CultureInfo.InvariantCulture);
        await Task.Run(child.Dispose, Token);

        Assert.Equal($"process {child.Id} was killed by signal 9 (SIGKILL)", child.DescribeEnd());
        Assert.False(File.Exists($"/proc/{grandchild}/environ") && File.ReadAllBytes($"/proc/{grandchild}/cmdline").Length > 0, "its descendant still runs");
    }

    /// <summary>A process that keeps the pipes of a child that has ended must not keep its parent.</summary>
    [Fact(Timeout = 60_000)]
    public async Task WaitForExitAsync_ADescendantHoldsThePipes_EndsAndSoDoesItsOutput()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere the end of a child is that of its log");
        using var child = Shell("sleep 600 & echo $!; echo last words >&2; exit 3");
        using var reader = new StreamReader(child.Output, leaveOpen: true);
        var descendant = int.Parse((await reader.ReadLineAsync(Token))!, System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            await child.WaitForExitAsync(Patience, Token);

            Assert.Equal($"process {child.Id} ended with exit code 3", child.DescribeEnd());
            Assert.Equal(["last words"], child.LogTail);
            Assert.Null(await reader.ReadLineAsync(Token).AsTask().WaitAsync(Patience, Token));
            Assert.True(ProcessTree.IsAlive(descendant), "a process that shares a group with others was ended");
        }
        finally
        {
            using var sleeper = Process.GetProcessById(descendant);
            sleeper.Kill();
        }
    }

    /// <summary>A pipe that is never empty says nothing of the child's end. The writer ends when it has no reader any more.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData("yes >&2 & exit 3")]
    [InlineData("setsid yes >&2 & exit 3")]
    [InlineData("yes & exit 3")]
    public async Task WaitForExitAsync_ADescendantWritesWithoutAPause_EndsAndSoDoesItsOutput(string script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere the end of a child is that of its log");
        using var child = Shell(script);
        var output = Task.Run(
            () =>
            {
                // Byte by byte, so slowly that the pipe is never empty.
                while (child.Output.ReadByte() >= 0)
                {
                }
            },
            Token);
        await child.WaitForExitAsync(Patience, Token);
        await output.WaitAsync(Patience, Token);

        Assert.Equal($"process {child.Id} ended with exit code 3", child.DescribeEnd());
    }

    [Fact(Timeout = 60_000)]
    public async Task Output_ReadsOfManyChildrenAreAwaited_HoldNoPoolThread()
    {
        var children = Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => Shell("read line; echo $line")).ToList();
        ThreadPool.GetMaxThreads(out var most, out var mostOfPorts);

        // On a thread that is not the pool's, whose functions the pool then runs in their order: the children are asked after all reads.
        var hasAnswers = await Task.Factory.StartNew(
            () =>
            {
                Assert.True(ThreadPool.SetMaxThreads(Environment.ProcessorCount, mostOfPorts));
                try
                {
                    var answers = children.ConvertAll(child => new StreamReader(child.Output, leaveOpen: true).ReadLineAsync(Token).AsTask());
                    answers.Add(Task.Run<string?>(() => Ask(children), Token));
                    return Task.WaitAll([.. answers], Patience);
                }
                finally
                {
                    children.ForEach(child => child.Dispose());
                    ThreadPool.SetMaxThreads(most, mostOfPorts);
                }
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        Assert.True(hasAnswers, "the pool's threads wait for output");
    }

    [Fact(Timeout = 60_000)]
    public async Task Output_ReadLongAfterTheEnd_HasAllThatTheChildWrote()
    {
        using var child = Shell("seq 1 10000; exit 3");
        await child.WaitForExitAsync(Patience, Token);
        await Task.Delay(TimeSpan.FromSeconds(1.5), Token);
        using var reader = new StreamReader(child.Output, leaveOpen: true);

        Assert.Equal(Enumerable.Range(1, 10_000).Select(number => $"{number}"), (await reader.ReadToEndAsync(Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("sleep 600 & echo $!")]
    [InlineData("sleep 600 > /dev/null 2>&1 < /dev/null & echo $!")]
    [InlineData("(sleep 600 & echo $!); cat; sleep 600")]
    public async Task Dispose_ChildLedAGroup_NothingOfItIsLeft(string script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "groups are ended on Linux alone");
        var child = Start("setsid", "sh", "-c", script);
        using var reader = new StreamReader(child.Output, leaveOpen: true);
        var descendant = int.Parse((await reader.ReadLineAsync(Token))!, System.Globalization.CultureInfo.InvariantCulture);
        await Task.Run(child.Dispose, Token);

        Assert.NotNull(child.ExitCode);
        Assert.False(ProcessTree.IsAlive(descendant), "its descendant still runs");
    }

    [Fact(Timeout = 60_000)]
    public async Task DescribeEnd_TheRuntimeSaidWhyItAborts_SaysSoToo()
    {
        using var child = Shell("echo 'Unhandled exception. System.IO.IOException: No space left on device' >&2; seq 1 100 >&2; kill -6 $$");
        await child.WaitForExitAsync(Patience, Token);

        Assert.Equal(
            $"process {child.Id} was killed by signal 6 (SIGABRT): Unhandled exception. System.IO.IOException: No space left on device", child.DescribeEnd());
    }

    /// <summary>The runtime's host has codes of its own, which come to a parent as those of signals do.</summary>
    [Theory]
    [InlineData(131, false, "You must install .NET to run this application.", "process 7 was not started by the .NET host (code 0x80008083): You must install .NET to run this application.")]
    [InlineData(137, false, "Failed to create CoreCLR, HRESULT: 0x8007000E", "process 7 was not started by the .NET host (code 0x80008089): Failed to create CoreCLR, HRESULT: 0x8007000E")]
    [InlineData(137, false, null, "process 7 was killed by signal 9 (SIGKILL)")]
    [InlineData(137, true, "it goes well", "process 7 was killed by signal 9 (SIGKILL)")]
    [InlineData(134, false, "Unhandled exception. System.TypeLoadException: no", "process 7 was killed by signal 6 (SIGABRT): Unhandled exception. System.TypeLoadException: no")]
    [InlineData(1, false, "no", "process 7 ended with exit code 1")]
    public void Describe_OfThisProgram_DistinguishesTheHostsCodesFromSignals(int code, bool hasBegun, string? log, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "codes are whole there");
        var end = new ChildEnd(7, isThisProgram: true);
        if (hasBegun)
        {
            Assert.False(end.Take(ChildLifetime.Mark));
        }

        Assert.True(log is null || end.Take(log));
        Assert.Equal(expected, end.Describe(code));
    }

    [Fact(Timeout = 60_000)]
    public async Task LogTail_OfThisProgram_DoesNotShowThatItBegins()
    {
        using var child = ChildProcess.Start(ProgramCommand.StartInfo("fixture", "no-such-workload", "1"));
        await child.WaitForExitAsync(Patience, Token);

        Assert.NotEmpty(child.LogTail);
        Assert.DoesNotContain(ChildLifetime.Mark, child.LogTail);
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_OnAThreadThatEnds_DoesNotResumeASuspendedChild()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are suspended on Linux alone");
        using var mayEnd = new ManualResetEventSlim();
        var started = new TaskCompletionSource<(ChildProcess Child, string Thread)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            started.SetResult((
                ChildProcess.Start(ProgramCommand.StartInfo("worker")),
                File.ResolveLinkTarget("/proc/thread-self", returnFinalTarget: false)!.FullName));
            mayEnd.Wait(Token);
        });
        thread.Start();
        var (child, task) = await started.Task;
        using (child)
        {
            // Once it answers, it has asked to be woken at its parent's end.
            await child.Input.WriteAsync("""{"jsonrpc":"2.0","id":1,"method":"describe","params":[]}"""u8.ToArray(), Token);
            child.Input.WriteByte((byte)'\n');
            await child.Input.FlushAsync(Token);
            using var answers = new StreamReader(child.Output, leaveOpen: true);
            Assert.NotNull(await answers.ReadLineAsync(Token));
            Suspension.Suspend([child.Id]);
            await UntilAsync(() => StandsStill(child.Id));

            mayEnd.Set();
            await UntilAsync(() => !Directory.Exists(task));

            Assert.True(StandsStill(child.Id), "the end of the thread that started it woke it");
            Suspension.Resume([child.Id]);
        }
    }

    private static bool StandsStill(int process) => File.ReadLines($"/proc/{process}/status").Contains("State:\tT (stopped)");

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(1, Token);
        }
    }

    private static string? Ask(IEnumerable<ChildProcess> children)
    {
        foreach (var child in children)
        {
            child.Input.Write("yes\n"u8);
            child.Input.Flush();
        }

        return null;
    }

    private static ChildProcess Shell(string script, Action<ChildProcess>? ended = null) => Start(["/bin/sh", "-c", script], ended);

    private static ChildProcess Start(params string[] command) => Start(command, null);

    private static ChildProcess Start(string[] command, Action<ChildProcess>? ended)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs /bin/sh");
        return ChildProcess.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            ended);
    }
}
