using System.Diagnostics;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Measurement.Protocol;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>Workers that misbehave: shell scripts at the other end of the protocol.</summary>
public sealed class WorkerClientTests
{
    private const string Description = """{"protocolVersion":3,"runtime":"sh","runtimeVersion":"1","models":[],"workloads":[]}""";

    private static readonly Deadlines _short = new()
    {
        Describe = TimeSpan.FromSeconds(20),
        Prepare = TimeSpan.FromSeconds(1),
        ShortestMeasure = TimeSpan.FromSeconds(1),
        Shutdown = TimeSpan.FromSeconds(1),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task DescribeAsync_WorkerBehaves_GivesItsAnswer()
    {
        await using var worker = Start(Answering($"\"result\":{Description}"));
        var description = await worker.DescribeAsync(ModelSettings.Default, Token);
        Assert.Equal("sh", description.Runtime.Id);
        Assert.Equal(WorkerDescription.CurrentProtocolVersion, description.ProtocolVersion);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("echo last words >&2; exit 3", 3, "ended with exit code 3 during 'describe'")]
    [InlineData("echo last words >&2; read x; exit 3", 3, "ended with exit code 3 during 'describe'")]
    [InlineData("echo last words >&2; read x; kill -s SEGV $$", 139, "was killed by signal 11 (SIGSEGV) during 'describe'")]
    [InlineData("echo last words >&2; read x; kill -s KILL $$", 137, "was killed by signal 9 (SIGKILL) during 'describe'")]
    public async Task DescribeAsync_WorkerEnds_SaysHowAndItsLastWords(string script, int exitCode, string how)
    {
        var failure = await DescribeFailsAsync(script);
        Assert.Contains($"process {failure.ProcessId} {how}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(exitCode, failure.ExitCode);
        Assert.Equal(["last words"], failure.LogTail);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("read x; echo last words >&2; echo this is no message; cat > /dev/null")]
    [InlineData("read x; echo last words >&2; echo '{\"jsonrpc\":'; cat > /dev/null")]
    [InlineData("read x; echo last words >&2; echo '[]'; cat > /dev/null")]
    [InlineData("read x; echo last words >&2; exec >&-; sleep 60")]
    public async Task DescribeAsync_WorkerBreaksTheProtocol_IsEndedAndSaid(string script)
    {
        var failure = await DescribeFailsAsync(script);
        Assert.Contains("broke the protocol during 'describe'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["last words"], failure.LogTail);
    }

    [Fact(Timeout = 60_000)]
    public async Task DescribeAsync_WorkerSaysNothing_IsEndedAtTheDeadline()
    {
        var failure = await DescribeFailsAsync("echo last words >&2; sleep 60", _short with { Describe = TimeSpan.FromSeconds(1) });
        Assert.Contains("did not answer 'describe' within 1 s and was ended", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["last words"], failure.LogTail);
    }

    [Fact(Timeout = 60_000)]
    public async Task DescribeAsync_WorkerAnswersWithAnError_GivesItsReason()
    {
        var failure = await DescribeFailsAsync(Answering(""" "error":{"code":-32000,"message":"it hurts"}"""));
        Assert.Equal("it hurts", failure.Message);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task DescribeAsync_WorkerAnswersWithSomethingElse_Fails(string answer) =>
        Assert.Contains("'describe'", (await DescribeFailsAsync(Answering($"\"result\":{answer}"))).Message, StringComparison.Ordinal);

    [Fact(Timeout = 60_000)]
    public async Task DescribeAsync_WorkerFloodsItsLog_IsReadAndTheLastLinesAreKept()
    {
        var failure = await DescribeFailsAsync("i=0; while [ $i -lt 20000 ]; do echo line $i >&2; i=$((i+1)); done; exit 4");
        Assert.Equal(4, failure.ExitCode);
        Assert.Equal(Enumerable.Range(19_980, 20).Select(number => $"line {number}"), failure.LogTail);
    }

    [Fact(Timeout = 60_000)]
    public async Task MeasureAsync_AbsentCosts_StayAbsent()
    {
        await using var worker = await PreparedAsync("""read -r request; echo '{"jsonrpc":"2.0","id":3,"result":[{"nanoseconds":5,"digest":"ff","costs":{"threads":1}}]}'; cat > /dev/null""");
        var costs = Assert.Single(await worker.MeasureAsync(1, Token)).Costs;
        Assert.Equal(1, costs[CounterTable.Named("threads")]);
        Assert.Null(costs.CpuNanoseconds);
        Assert.Null(costs[CounterTable.Named("pssBytes")]);
    }

    [Fact(Timeout = 60_000)]
    public async Task MeasureAsync_Cancelled_ThrowsAndDisposalEndsTheWholeTree()
    {
        var worker = await PreparedAsync("sleep 60 & wait");
        var tree = await TreeOfTwoAsync(worker);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var measuring = worker.MeasureAsync(1, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => measuring);

        await worker.DisposeAsync();
        Assert.DoesNotContain(tree, ProcessTree.IsAlive);
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_WorkerIgnoresShutdown_IsEndedWithItsChildren()
    {
        var worker = Start("sleep 60 & wait");
        var tree = await TreeOfTwoAsync(worker);
        await worker.DisposeAsync();
        Assert.DoesNotContain(tree, ProcessTree.IsAlive);
    }

    private static async Task<WorkerException> DescribeFailsAsync(string script, Deadlines? deadlines = null)
    {
        var worker = Start(script, deadlines);
        var root = worker.Processes()[0];
        var failure = await Assert.ThrowsAsync<WorkerException>(() => worker.DescribeAsync(ModelSettings.Default, Token));
        Assert.Equal(root, failure.ProcessId);
        await worker.DisposeAsync();
        Assert.False(ProcessTree.IsAlive(root), "the process is still there");
        return failure;
    }

    private static WorkerClient Start(string script, Deadlines? deadlines = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are found through /proc");
        return new WorkerClient(
            ChildProcess.Start(new ProcessStartInfo("/bin/sh", ["-c", script])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }),
            deadlines ?? _short);
    }

    /// <summary>A worker that is prepared, and then does what the script says.</summary>
    private static async Task<WorkerClient> PreparedAsync(string script)
    {
        var worker = Start("""read -r request; echo '{"jsonrpc":"2.0","id":2,"result":{"items":1,"startUpNanoseconds":1,"warmUpNanoseconds":[1]}}'; """ + script);
        await worker.PrepareAsync(new PrepareRequest("threads", "timer", 1, 1, null, ModelSettings.Default, 200), new CellExpectation(1, "ff", 0), Token);
        return worker;
    }

    /// <summary>A worker that gives every request the same answer, under the request's id.</summary>
    private static string Answering(string answer) =>
        $$"""
        while read -r request; do
          id=$(printf '%s' "$request" | sed 's/.*"id":\([0-9]*\).*/\1/')
          printf '{"jsonrpc":"2.0","id":%s,%s}\n' "$id" '{{answer}}'
        done
        """;

    private static async Task<IReadOnlyList<int>> TreeOfTwoAsync(WorkerClient worker)
    {
        while (worker.Processes().Count < 2)
        {
            await Task.Delay(10, Token);
        }

        Assert.All(worker.Processes(), id => Assert.True(ProcessTree.IsAlive(id), "it has not begun"));
        return worker.Processes();
    }
}
