using System.Text.Json;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Reporting.Exports;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class BenchmarkDotNetFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cbench-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("*-report.csv")]
    [InlineData("*-report-brief.json")]
    [InlineData("*-report-github.md")]
    [InlineData("*-report.html")]
    public void Write_ARun_MakesTheFile(string pattern) =>
        Assert.NotEqual(0, new FileInfo(Assert.Single(Directory.GetFiles(Write("a"), pattern))).Length);

    [Fact]
    public void Write_AgainAndElsewhere_SameBytesWithoutThePath()
    {
        var first = Read(Write("a"));
        Assert.Equal(first, Read(Write("a")));
        Assert.Equal(first, Read(Write("another/and/deeper")));
        Assert.All(first.Values, text => Assert.DoesNotContain(_folder.FullName, text, StringComparison.Ordinal));
        Assert.All(first.Values, text => Assert.DoesNotContain(AppContext.BaseDirectory.TrimEnd('/'), text, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_NothingMeasured_MakesNoFile()
    {
        var folder = Path.Combine(_folder.FullName, "none");
        BenchmarkDotNetFiles.Write(Manifest, [], folder);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Write_Json_HasTheMeanOfAnItemOverAllRounds()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Assert.Single(Directory.GetFiles(Write("a"), "*-report-brief.json"))));
        var benchmarks = json.RootElement.GetProperty("Benchmarks").EnumerateArray().ToList();
        Assert.Equal(2, benchmarks.Count);
        Assert.Equal(
            [("sequential", 110.0, 4), ("threads", 55.0, 4)],
            benchmarks.Select(benchmark => (
                benchmark.GetProperty("Parameters").GetString()!.Split('&').Single(part => part.StartsWith("Model=", StringComparison.Ordinal))["Model=".Length..],
                benchmark.GetProperty("Statistics").GetProperty("Mean").GetDouble(),
                benchmark.GetProperty("Statistics").GetProperty("N").GetInt32())).OrderBy(benchmark => benchmark.Item1));
    }

    [Fact]
    public void Write_Csv_HasARowOfEachCellWithItsMean()
    {
        var rows = File.ReadAllLines(Assert.Single(Directory.GetFiles(Write("a"), "*-report.csv"))).Select(row => row.Split(',')).ToList();
        var model = Array.IndexOf(rows[0], "Model");
        var mean = Array.IndexOf(rows[0], "Mean");
        Assert.True(model >= 0 && mean >= 0, string.Join(',', rows[0]));
        Assert.Equal(
            [("sequential", "110.00 ns"), ("threads", "55.00 ns")],
            rows.Skip(1).Select(row => (row[model], row[mean])).Order());
    }

    [Theory]
    [InlineData("*-report.csv")]
    [InlineData("*-report-github.md")]
    [InlineData("*-report.html")]
    public void Write_EveryColumnOfTheCostTable_IsAColumn(string pattern)
    {
        var folder = Path.Combine(_folder.FullName, "costs");
        var entries = Entries("threads", 2, 500).Cast<BlockMeasurement>().Select(measurement => measurement with { Costs = Costs.Of(_ => 80) });
        BenchmarkDotNetFiles.Write(Manifest, entries, folder);
        var text = File.ReadAllText(Assert.Single(Directory.GetFiles(folder, pattern)));
        Assert.All(CostColumn.All, column => Assert.Contains(column.Header, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_Csv_HasWhatAnItemCost()
    {
        var rows = File.ReadAllLines(Assert.Single(Directory.GetFiles(Write("a"), "*-report.csv"))).Select(row => row.Split(',')).ToList();
        Assert.Equal(["8 B", "8 B"], rows.Skip(1).Select(row => row[Array.IndexOf(rows[0], "Allocated per item")]));
        Assert.DoesNotContain("Memory", rows[0]);
    }

    [Fact]
    public void Write_CountersBeyondWhatBenchmarkDotNetHolds_MakesTheFiles()
    {
        var folder = Path.Combine(_folder.FullName, "extreme");
        var entries = Entries("threads", 2, 500).Cast<BlockMeasurement>()
            .Select(measurement => measurement with { Costs = new Costs { [CounterTable.Named("allocatedBytes")] = long.MaxValue, [CounterTable.Named("gcCount")] = long.MaxValue } });
        BenchmarkDotNetFiles.Write(Manifest, entries, folder);
        Assert.NotEmpty(Directory.GetFiles(folder));
    }

    private static Dictionary<string, string> Read(string folder) =>
        Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);

    /// <summary>Two rounds of two measurements of ten items: 100, 110, 110, 120 ns an item, and half of that.</summary>
    private string Write(string name)
    {
        var folder = Path.Combine(_folder.FullName, name);
        BenchmarkDotNetFiles.Write(Manifest, [.. Entries("sequential", 1, 1_000), .. Entries("threads", 2, 500)], folder);
        return folder;
    }

    private static IEnumerable<JournalEntry> Entries(string model, int concurrency, double nanoseconds) =>
        from round in Enumerable.Range(0, 2)
        from block in Enumerable.Range(0, 2)
        select new BlockMeasurement
        {
            Cell = Cell.Of(model, "timer", concurrency),
            Round = round,
            Block = block,
            AtMilliseconds = 0,
            Items = 10,
            Nanoseconds = nanoseconds * (1 + (0.1 * (round + block))),
            Costs = new Costs { [CounterTable.Named("allocatedBytes")] = 80, [CounterTable.Named("gcCount")] = 0 },
        };

    private static RunManifest Manifest { get; } = new()
    {
        ProgramVersion = "test",
        StartedAt = DateTimeOffset.UnixEpoch,
        Profile = "test",
        Seed = 42,
        Settings = ModelSettings.Default,
        Plan = new Plan { Workloads = [], MinimumRounds = 1, MaximumRounds = 1, BlocksPerRound = 1, BudgetSeconds = 1 },
        Environment = new MachineEnvironment
        {
            OperatingSystem = "test",
            Architecture = "x64",
            LogicalProcessors = 2,
            UsableCores = 2,
            MemoryBytes = 1,
            RuntimeVersion = "10",
        },
    };
}
