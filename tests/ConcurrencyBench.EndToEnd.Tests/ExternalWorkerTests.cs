using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>A worker of another runtime, started by the real program: one of CPython, with neither <c>idle</c> nor <c>collect</c>.</summary>
[Collection(Measuring.Name)]
public sealed class ExternalWorkerTests : IDisposable
{
    private static readonly string[] Tiny = ["--profile", "smoke", "--workloads", "timer,primes", "--concurrency", "2", "--quiet", "--out", "X"];

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Run_WithAWorkerOfAnotherRuntime_NamesItInJournalSummaryAndTable()
    {
        var run = await RunAsync(null, "--models", "threads,cpython-loop,cpython-threading,cpython-asyncio");

        run.AssertMeasured();
        Assert.Equal(
            ["cpython-asyncio/timer/2", "cpython-loop/primes/1", "cpython-loop/timer/1", "cpython-threading/primes/2", "cpython-threading/timer/2"],
            Entries("measurement").Where(cell => cell.Runtime == "cpython").Select(cell => cell.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(Entries("measurement"), cell => cell is { Runtime: "dotnet", Name: "threads/primes/2" });
        var summary = JsonElement.Parse(await ReadAsync("summary.json"));
        Assert.Contains(summary.GetProperty("cells").EnumerateArray(), cell => cell.GetProperty("cell").GetProperty("runtime").GetString() == "cpython");
        var manifest = JsonElement.Parse(await ReadAsync("run.json"));
        var recorded = Assert.Single(manifest.GetProperty("otherRuntimes").EnumerateArray());
        Assert.Equal("cpython", recorded.GetProperty("id").GetString());
        var table = await ReadAsync("table.md");
        Assert.Contains($"| Other runtimes | cpython {recorded.GetProperty("version").GetString()} |", table, StringComparison.Ordinal);
        Assert.Contains("| cpython-threading |", table, StringComparison.Ordinal);
        Assert.Contains("does not run it with this model", table, StringComparison.Ordinal);
        Assert.Empty((await _sandbox.Cbench.RunAsync("report", "X")).Error);
        await _sandbox.AssertNothingLeftAsync();
    }

    /// <summary>A speed-up is over a loop of the same runtime, and a ranking is of what a .NET program can adopt.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_WithAWorkerOfAnotherRuntime_HoldsItAgainstNoLoopOfThisOne()
    {
        (await RunAsync(null, "--models", "threads,cpython-threading")).AssertMeasured();

        var cells = JsonElement.Parse(await ReadAsync("summary.json")).GetProperty("cells").EnumerateArray()
            .ToLookup(cell => cell.GetProperty("cell").GetProperty("runtime").GetString(), cell => cell);
        Assert.NotEmpty(cells["cpython"]);
        Assert.All(cells["cpython"], cell => Assert.Equal(JsonValueKind.Null, cell.GetProperty("speedUp").ValueKind));
        Assert.Contains(cells["dotnet"], cell => cell.GetProperty("speedUp").ValueKind == JsonValueKind.Object);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_AnotherRuntimesAnswerIsWrong_FailsThatCellAndMeasuresTheOthers()
    {
        var run = await RunAsync("wrong-digest", "--models", "threads,cpython-threading");

        run.AssertExitCode(1);
        Assert.Contains("cpython-threading/timer/2 failed: worker answered 'measure' wrongly: [0].digest is '0000000000000000'", run.Error, StringComparison.Ordinal);
        Assert.Contains(Entries("measurement"), cell => cell.Name == "threads/timer/2");
        Assert.DoesNotContain(Entries("measurement"), cell => cell.Runtime == "cpython");
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_AnotherRuntimesCpuTimeCannotBe_FailsThatCell()
    {
        var run = await RunAsync("impossible-cpu", "--models", "cpython-threading");

        run.AssertExitCode(1);
        Assert.Contains("[0].costs.cpuNanoseconds is 1000000000000000", run.Error, StringComparison.Ordinal);
    }

    /// <summary>With warm-up, null cases and several concurrencies; one model is suspended between its turns and has a variable that only .NET reads.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_WithIntervals_MeasuresAnotherRuntimeInEveryBlock()
    {
        var run = await _sandbox.Cbench.RunAsync(
            "run", "--profile", "quick", "--workloads", "timer", "--concurrency", "2,4", "--models", "threads,cpython-loop,cpython-threading", "--rounds", "2",
            "--budget", "100s", "--quiet", "--out", "X", "--worker", Command("restless"));

        run.AssertMeasured();
        var blocks = Entries("measurement").Where(cell => cell.Runtime == "cpython").GroupBy(cell => cell.Name).ToDictionary(cell => cell.Key, cell => cell.Count());
        Assert.Equal(["cpython-loop/timer/1", "cpython-threading/timer/2", "cpython-threading/timer/4"], blocks.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(blocks["cpython-loop/timer/1"], blocks["cpython-threading/timer/2"] + blocks["cpython-threading/timer/4"]);
        Assert.Empty(Entries("failure"));
        await _sandbox.AssertNothingLeftAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_InterruptedWhileAWorkerHangsInDescribe_EndsAtOnce()
    {
        await using var run = _sandbox.Cbench.Start(["run", .. Tiny, "--worker", Command("hangs")]);
        await run.UntilAsync(() => _sandbox.Processes().Any(process => NameOf(process).StartsWith("python", StringComparison.Ordinal)));
        RunningCbench.Signal("TERM", run.Id);
        var outcome = await run.WaitAsync();
        outcome.AssertExitCode(130);
        Assert.Contains("interrupted before anything was measured", outcome.Error, StringComparison.Ordinal);
        await _sandbox.AssertNothingLeftAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_NoModelOfTheWorkerWouldBeMeasured_IsRefused()
    {
        (await RunAsync(null, "--models", "threads")).AssertRefused("--worker: no model of cpython would be measured", "cpython-threading");
        (await RunAsync("other-models")).AssertRefused("--worker: no model of cpython would be measured");
    }

    /// <summary>It is computing and so does not see that its input closed: the kernel ends it with the program.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_IsKilledWhileAnotherRuntimesWorkerComputes_LeavesNoProcess()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux ends a process with its parent");
        await using var run = _sandbox.Cbench.Start(["run", .. Tiny, "--models", "cpython-threading", "--worker", Command("endless")]);
        await run.UntilAsync(() => File.Exists(_sandbox["X/measurements.jsonl"]) && _sandbox.Processes().Any(IsPythonThatComputes));
        RunningCbench.Signal("KILL", run.Id);
        await run.WaitAsync();
        await _sandbox.AssertNothingLeftAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Resume_WithoutTheWorkerOrWithAnother_IsRefused()
    {
        (await RunAsync(null, "--models", "cpython-threading")).AssertMeasured();

        (await _sandbox.Cbench.RunAsync("--resume", "X")).AssertRefused("the run was begun with a worker of cpython ", "and is continued with no worker of another runtime", "--worker");
        (await _sandbox.Cbench.RunAsync("--resume", "X", "--worker", Command("other-version"))).AssertRefused("is continued with a worker of cpython 0.0");
        (await _sandbox.Cbench.RunAsync("--resume", "X", "--worker", Command("other-models"))).AssertRefused("describes other models or workloads than when the run began");
        (await _sandbox.Cbench.RunAsync("--resume", "X", "--quiet", "--worker", Command(null))).AssertMeasured();
    }

    [Theory(Timeout = 120_000)]
    [InlineData("no-such-program --option", "no-such-program cannot be started: No such file or directory")]
    [InlineData("echo hello", "broke the protocol during 'describe'")]
    [InlineData("true", "ended with exit code 0 during 'describe'")]
    [InlineData(" ", "--worker is empty")]
    [InlineData("", "--worker is empty")]
    public async Task Run_WithWhatIsNoWorker_IsRefused(string command, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the commands are of a POSIX system");
        (await _sandbox.Cbench.RunAsync(["run", .. Tiny, "--worker", command])).AssertRefused(reason);
        Assert.Empty(_sandbox.Snapshot());
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WithAWorkerThatSaysItIsThisRuntime_IsRefused() =>
        (await RunAsync("dotnet")).AssertRefused("that is this program's own runtime");

    [Fact(Timeout = 120_000)]
    public async Task Run_ModelOfNoRuntime_IsRefused() =>
        (await RunAsync(null, "--models", "cpython-treading")).AssertRefused("--models", "cpython-treading", "cpython-threading");

    /// <summary>A folder that was downloaded starts no program of its own choice.</summary>
    [Fact(Timeout = 60_000)]
    public async Task Run_WorkerInTheFile_IsRefused()
    {
        await File.WriteAllTextAsync(_sandbox["cbench.json"], """{ "worker": "touch here" }""", TestContext.Current.CancellationToken);
        (await _sandbox.Cbench.RunAsync("run", "--profile", "smoke")).AssertRefused("cbench.json, line 1", "'worker'", "--worker", "CBENCH_WORKER");
        Assert.False(File.Exists(_sandbox["here"]));
    }

    private static bool IsPythonThatComputes(int process)
    {
        try
        {
            return NameOf(process).StartsWith("python", StringComparison.Ordinal) && File.ReadAllText($"/proc/{process}/stat").Contains(") R ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string NameOf(int process) => File.Exists($"/proc/{process}/comm") ? File.ReadAllText($"/proc/{process}/comm") : string.Empty;

    private static string Command(string? fault) => $"\"{Interpreter()}\" \"{Path.Combine(Repository.Folder, "tests", "ConcurrencyBench.EndToEnd.Tests", "Workers", "python_worker.py")}\" {fault}";

    /// <summary>The interpreter itself, not a script that looks for one.</summary>
    private static string Interpreter()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", "import sys; print(sys.executable)"]) { RedirectStandardOutput = true })!;
            return python.StandardOutput.ReadToEnd().Trim();
        }
        catch (Win32Exception)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", ".ci/run installs python3, and it is not there");
            Assert.Skip("needs python3: install Debian's package of that name");
            throw;
        }
    }

    private Task<Outcome> RunAsync(string? fault, params IReadOnlyList<string> more) => _sandbox.Cbench.RunAsync(["run", .. Tiny, .. more, "--worker", Command(fault)]);

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(_sandbox[$"X/{name}"], TestContext.Current.CancellationToken);

    private IEnumerable<(string Runtime, string Name)> Entries(string kind) =>
        from line in File.ReadLines(_sandbox["X/measurements.jsonl"])
        let entry = JsonElement.Parse(line)
        where entry.GetProperty("entry").GetString() == kind
        let cell = entry.GetProperty("cell")
        select (cell.GetProperty("runtime").GetString()!, $"{cell.GetProperty("model")}/{cell.GetProperty("workload")}/{cell.GetProperty("parameters").GetProperty("concurrency")}");
}
