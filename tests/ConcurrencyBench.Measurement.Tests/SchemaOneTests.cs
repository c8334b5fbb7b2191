using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>Files of schema version 1 are read as what they meant: comparisons, cells with parameters, and the comparison of each line.</summary>
public sealed class SchemaOneTests : IDisposable
{
    private const string Manifest = """
        { "schemaVersion": 1, "programVersion": "0.1.0", "startedAt": "2026-01-01T00:00:00+00:00", "profile": "quick", "seed": 1, "settings": { "switchIntervalMilliseconds": 5 },
          "plan": { "workloads": [ { "workload": "primes", "concurrencies": [2, 4], "models": ["sequential", "threads", "async"], "fewer": { "2": ["sequential", "async"] } } ],
            "minimumRounds": 3, "maximumRounds": 3, "exclusions": [], "blocksPerRound": 2, "budgetSeconds": 60 },
          "environment": { "operatingSystem": "Linux", "architecture": "x64", "logicalProcessors": 2, "usableCores": 2, "memoryBytes": 1, "runtimeVersion": "10.0.0" } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cbench-test-");

    private string JournalPath => Path.Combine(_folder.FullName, "measurements.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Open_ConcurrenciesAndModels_AreComparisonsWithTheirBaseline()
    {
        var plan = Open().Plan;

        Assert.Equal(["primes/2", "primes/4"], plan.Comparisons.Select(comparison => comparison.Id));
        Assert.Equal([Cell.Of("sequential", "primes", 1), Cell.Of("async", "primes", 2)], plan.Comparisons.First().Cells);
        Assert.Equal(3, plan.Comparisons.Last().Cells.Count);
        Assert.All(plan.Comparisons, comparison => Assert.Equal(Cell.Of("sequential", "primes", 1), comparison.Baseline));
    }

    [Fact]
    public void Read_Lines_HaveTheComparisonOfTheirBlock()
    {
        var entries = Read(
            Line("launch", "sequential", 1), Measured("sequential", 1, 0), Measured("async", 2, 0), Measured("async", 4, 1), Measured("sequential", 1, 1), Measured("sequential", 1, 2));

        Assert.Equal([null, "primes/2", "primes/2", "primes/4", "primes/4", null], entries.Select(entry => entry.Comparison));
        Assert.Equal([1, 1, 2, 4, 1, 1], entries.Select(entry => entry.Cell.Concurrency));
    }

    [Theory]
    [InlineData("threads", 2, "the run's plan has no such cell")]
    [InlineData("threads", 1, "the run's plan has no such cell")]
    [InlineData("async", 8, "the run's plan has no such cell")]
    [InlineData("async", 0, "cell.parameters.concurrency is 0")]
    public void Read_CellThatIsNotPlanned_IsRefused(string model, int concurrency, string cause) =>
        Assert.Contains(cause, Assert.Throws<UsageException>(() => Read(Measured(model, concurrency, 0))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_FailureAtTheFirstConcurrencyOfItsWorkload_IsReadThoughTheModelIsNotPlannedThere() =>
        Assert.Single(Read(Line("failure", "threads", 2)));

    [Theory]
    [InlineData("64 B", "64b", "64 B", 64L)]
    [InlineData("4 kB", "4kib", "4 KiB", 4096L)]
    [InlineData("4 KiB", "4kib", "4 KiB", 4096L)]
    [InlineData("1,000 × 16", "1000x16", "1,000 × 16", 16_000L)]
    [InlineData("quiet", "quiet", null, null)]
    public void Read_NameOfAPhase_IsItsIdItsLabelAndItsSize(string name, string id, string? label, long? size)
    {
        var phases = $$$""","block":0,"phases":[{"name":"{{{name}}}","items":1,"nanoseconds":2,"bytesPerItem":3,"latency":{"count":1,"median":1,"p90":1,"p99":1,"p999":1,"maximum":1}}]""";

        var phase = Assert.Single(Assert.IsType<BlockMeasurement>(Assert.Single(Read(Line("measurement", "async", 2, phases)))).Phases!);

        Assert.Equal(new Phase(id, 1, 2) { Label = label, Size = size, BytesPerItem = 3, Latency = new Latency(1, 1, 1, 1, 1, 1) }, phase);
    }

    [Theory]
    [InlineData("\"threads\"", "null", "models[1] is null")]
    [InlineData("[2, 4]", "[2, 2]", "concurrencies is a list that has an element twice")]
    [InlineData("[2, 4]", "[-2]", "concurrencies[0] is -2")]
    [InlineData("[2, 4]", "[]", "fewer is 2")]
    [InlineData("\"2\":", "\"3\":", "fewer is 3")]
    [InlineData("\"concurrencies\"", "\"x\"", "concurrencies")]
    [InlineData("[ { \"workload\"", "[ null, { \"workload\"", "plan.workloads")]
    public void Open_WithAWrongMember_IsRefusedByIt(string right, string wrong, string cause)
    {
        Assert.Contains(right, Manifest, StringComparison.Ordinal);
        var refusal = Assert.Throws<UsageException>(() => Open(Manifest.Replace(right, wrong, StringComparison.Ordinal))).Message;
        Assert.Contains("run.json is damaged", refusal, StringComparison.Ordinal);
        Assert.Contains(cause, refusal, StringComparison.Ordinal);
    }

    private static string Measured(string model, int concurrency, int block) => Line("measurement", model, concurrency, $",\"block\":{block}");

    private static string Line(string entry, string model, int concurrency, string more = "") =>
        $$$"""{"entry":"{{{entry}}}","startUpNanoseconds":1,"warmUpNanoseconds":[2],"items":1,"nanoseconds":5,"costs":{},"reason":"it broke","cell":{"runtime":"dotnet","model":"{{{model}}}","workload":"primes","concurrency":{{{concurrency}}}},"round":0,"atMilliseconds":1{{{more}}}}""";

    private RunManifest Open(string manifest = Manifest)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "run.json"), manifest);
        return RunFolder.Open(_folder.FullName).Manifest;
    }

    private IReadOnlyList<CellEntry> Read(params IEnumerable<string> lines)
    {
        File.WriteAllLines(JournalPath, lines);
        return [.. Journal.Read(JournalPath, Open()).Entries.Cast<CellEntry>()];
    }
}
