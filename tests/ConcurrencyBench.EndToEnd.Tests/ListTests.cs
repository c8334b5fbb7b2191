using System.Text.Json;
using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>The commands that only say something.</summary>
public sealed class ListTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("models", "sequential", "threads", "gil-threads", "processes", "async", "distributed", "dataflow")]
    [InlineData("workloads", "primes", "empty", "calls", "workers", "fib", "fib-deep", "sha256", "json", "mandelbrot", "grain", "timer", "tcp", "http", "http-client", "files", "postgres", "mixed", "stream")]
    [InlineData("claims", "threads.io", "threads.gil", "threads.native", "processes.cpu", "processes.memory", "distributed.scale", "dataflow.both")]
    public async Task List_AsTextAndAsJson_NamesTheSame(string what, params string[] expected)
    {
        var text = await SayAsync("list", what);
        using var json = JsonDocument.Parse(await SayAsync("list", what, "--json"));
        var ids = json.RootElement.EnumerateArray().Select(item => item.GetProperty("id").GetString()!).ToList();

        Assert.Equal(ids, text.TrimEnd('\n').Split('\n').Select(line => line.Split(' ')[0]));
        Assert.All(expected, id => Assert.Contains(id, ids));
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact(Timeout = 60_000)]
    public async Task List_Alone_NamesWhatCanBeListed() =>
        Assert.Equal(["models", "workloads", "claims", "profiles"], (await SayAsync("list")).TrimEnd('\n').Split('\n').Select(line => line.Split(' ')[0]));

    [Theory(Timeout = 60_000)]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("help", "run")]
    public async Task Help_SaysWhatAUserMustKnow(params string[] arguments)
    {
        var help = await SayAsync(arguments);
        Assert.All(
            ["cbench --profile smoke", "thorough   2 hours", "CBENCH_MODELS", "130  interrupted", "cbench.json"],
            part => Assert.Contains(part, help, StringComparison.Ordinal));
        Assert.Equal(arguments is not ["help", "run"], help.Contains("--version", StringComparison.Ordinal));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("[suggest:14]", "cbench --prof", "--profile\n")]
    [InlineData("[suggest]", "cbench --models gil-f", "gil-futures\n")]
    public async Task Completion_AsAShellAsks_IsAnswered(string directive, string line, string expected) =>
        Assert.Equal(expected, await SayAsync(directive, line));

    [Fact(Timeout = 60_000)]
    public async Task Doctor_SaysWhatTheMachineOffersAndHowNoisyItIs()
    {
        var text = await SayAsync("doctor");
        Assert.Contains("Noise:", text, StringComparison.Ordinal);
        Assert.Contains("loopback", text, StringComparison.Ordinal);
        Assert.Contains("postgres", text, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Snapshot());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_sandbox.Temporary));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("report", "--help")]
    [InlineData("DIR", "report", "--help")]
    [InlineData("--silos", "silo", "--help")]
    [InlineData("--silos", "help", "silo")]
    [InlineData("--switch-interval", "run", "--help")]
    [InlineData("list", "-h")]
    public async Task Help_NamesWhatThereIs(string part, params string[] arguments) =>
        Assert.Contains(part, await SayAsync(arguments), StringComparison.Ordinal);

    [Fact(Timeout = 60_000)]
    public async Task Help_HiddenVerbs_StayHidden()
    {
        var help = await SayAsync("--help");
        Assert.All(["worker", "fixture", "pool-process", "silo-process"], verb => Assert.DoesNotContain(verb, help, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Version_IsOneLineThatStartsWithANumber() =>
        Assert.Matches(@"\A\d+\.\d+\.\d+\S*\n\z", await SayAsync("--version"));

    private async Task<string> SayAsync(params IReadOnlyList<string> arguments)
    {
        var outcome = await _sandbox.Cbench.RunAsync(arguments);
        outcome.AssertExitCode(0);
        Assert.Empty(outcome.Error);
        return outcome.Output;
    }
}
