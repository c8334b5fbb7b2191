using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.EndToEnd.Tests.Driving;
using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Models;
using ConcurrencyBench.Processes;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.EndToEnd.Tests;

[Collection(Measuring.Name)]
public sealed class RuntimeSettingsTests
{
    private const string CollectorThread = ".NET Server GC";

    [Fact]
    public void StartInfo_ForEveryJitAndCollectorSettingOfTheProgram_HasAValueOfItsOwn()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cbench.runtimeconfig.json")));
        var names = settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").EnumerateObject()
            .Select(property => property.Name).Where(name => VariableOf(name) is not null).ToList();
        var environment = ProgramCommand.StartInfo("worker").Environment;

        Assert.Equal(4, names.Count);
        Assert.All(names, name => Assert.Matches("^[0-9A-F]+$", environment[VariableOf(name)!]));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("1", true)]
    public async Task StartInfo_Collector_IsTheUsualOneUnlessTheUserWantsTheOther(string? wanted, bool isServer)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux reports the names of a process's threads");
        var start = ProgramCommand.StartInfo("worker");
        start.Environment["DOTNET_gcServer"] = wanted ?? start.Environment["DOTNET_gcServer"];
        using var worker = ChildProcess.Start(start);
        await worker.Input.WriteAsync("""{"jsonrpc":"2.0","id":1,"method":"describe","params":[]}"""u8.ToArray().Append((byte)'\n').ToArray(), TestContext.Current.CancellationToken);
        await worker.Input.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal('{', worker.Output.ReadByte());

        var threads = Directory.GetDirectories($"/proc/{worker.Id}/task").Select(task => File.ReadAllText(Path.Combine(task, "comm")).Trim()).ToList();
        Assert.Equal(isServer, threads.Exists(name => name.StartsWith(CollectorThread, StringComparison.Ordinal)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("pending", true)]
    [InlineData("timer", false)]
    public async Task Worker_OfAWorkloadWithVariables_IsStartedWithThem(string workload, bool collectsInTheForeground)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux reports the variables of a process");
        var plan = new Plan { Workloads = [], MinimumRounds = 1, MaximumRounds = 1, BlocksPerRound = 1, WarmUpMilliseconds = 0, BudgetSeconds = 1 };
        var source = new ProcessWorkerSource(new Catalog(typeof(PrimesWorkload).Assembly, typeof(SequentialModel).Assembly), ModelSettings.Default, plan);
        await using var worker = await source.LaunchAsync(Cell.Of("event-loop", workload, 1), TestContext.Current.CancellationToken);

        var variables = (await File.ReadAllTextAsync($"/proc/{worker.Processes()[0]}/environ", TestContext.Current.CancellationToken)).Split('\0');
        Assert.Equal(collectsInTheForeground, variables.Contains("DOTNET_gcConcurrent=0"));
        Assert.Contains("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1", variables);
    }

    [Fact(Timeout = 60_000)]
    public async Task Launch_WorkerRunsWithOtherSettingsThanTheRun_Fails()
    {
        var plan = new Plan { Workloads = [], MinimumRounds = 1, MaximumRounds = 1, BlocksPerRound = 1, WarmUpMilliseconds = 0, BudgetSeconds = 1 };
        var catalog = new Catalog(typeof(PrimesWorkload).Assembly, typeof(SequentialModel).Assembly);
        var workers = await new ProcessWorkerSource(catalog, ModelSettings.Default, plan).DescribeAsync(TestContext.Current.CancellationToken);
        await using (await new ProcessWorkerSource(catalog, ModelSettings.Default, plan) { Runtime = workers.Settings }.LaunchAsync(Cell.Of("event-loop", "pending", 1), TestContext.Current.CancellationToken))
        {
            // What the program itself sets for a model or a workload is no difference.
        }

        var other = workers.Settings with { Variables = new Dictionary<string, string>(workers.Settings.Variables) { ["DOTNET_TieredPGO"] = "0" } };
        var failure = await Assert.ThrowsAsync<WorkerException>(
            () => new ProcessWorkerSource(catalog, ModelSettings.Default, plan) { Runtime = other }.LaunchAsync(Cell.Of("threads", "timer", 1), TestContext.Current.CancellationToken));
        Assert.Contains("DOTNET_TieredPGO=1 (was 0)", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WithTheServersCollector_SaysSoInEveryFile()
    {
        using var sandbox = new Sandbox();
        sandbox.Cbench.Environment["DOTNET_gcServer"] = "1";
        var outcome = await sandbox.Cbench.RunAsync("--profile", "smoke", "--models", "threads", "--workloads", "timer", "--quiet", "--out", "X");
        outcome.AssertExitCode(0);

        const string Warning = "Workers ran with DOTNET_gcServer=1";
        Assert.Contains(Warning, outcome.Output, StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(sandbox["X/summary.json"], TestContext.Current.CancellationToken));
        Assert.Contains(summary.RootElement.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.StartsWith(Warning, StringComparison.Ordinal));
        Assert.True(summary.RootElement.GetProperty("run").GetProperty("workers").GetProperty("settings").GetProperty("serverGc").GetBoolean());
        Assert.Contains("| Garbage collector of workers | server,", await File.ReadAllTextAsync(sandbox["X/table.md"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(Directory.GetFiles(sandbox["X/benchmarkdotnet"], "*.csv")[0], TestContext.Current.CancellationToken);
        var column = Array.IndexOf(lines[0].Split(','), "Server");
        Assert.All(lines[1..], line => Assert.Equal("True", line.Split(',')[column]));
    }

    /// <summary>What a cluster starts with is compiled when the program is built: without it a silo works as well, and its absence would go unnoticed.</summary>
    [Theory]
    [InlineData("Orleans.Core.Abstractions")]
    [InlineData("Orleans.Core")]
    [InlineData("Orleans.Runtime")]
    [InlineData("Orleans.Serialization")]
    public void Program_AssembliesOfSilos_HaveNativeCode(string assembly)
    {
        var isCompiled = typeof(RuntimeSettingsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(set => set.Key == "CompiledAhead").Value;
        Assert.SkipUnless(string.Equals(isCompiled, "true", StringComparison.OrdinalIgnoreCase), "this build left it out: see CompiledAhead.targets");
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")));

        Assert.True(file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }

    // As the runtime's own pairs go.
    private static string? VariableOf(string setting) => setting.Split('.') switch
    {
        ["System", "GC", var name] => $"DOTNET_gc{name}",
        ["System", "Runtime", "TieredCompilation", var name] => $"DOTNET_TC_{name}",
        ["System", "Runtime", var name] when name.StartsWith("Tiered", StringComparison.Ordinal) => $"DOTNET_{name}",
        _ => null,
    };
}
