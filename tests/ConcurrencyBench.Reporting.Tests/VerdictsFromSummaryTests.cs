using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Tests;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Reporting.Exports;
using Measured = ConcurrencyBench.Analysis.Tests.Comparison;

namespace ConcurrencyBench.Reporting.Tests;

public sealed partial class VerdictsFromSummaryTests
{
    private static readonly Lazy<string> Reference = new(() =>
    {
        var folder = typeof(VerdictsFromSummaryTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ReferenceRun").Value!;
        var (run, manifest) = RunFolder.Open(folder);
        return Text(Analyzer.Analyze(manifest, Journal.Read(run.JournalPath, manifest).Entries));
    });

    [Fact]
    public void Summary_OfTheReferenceRun_IsEnoughToRedoEveryVerdict()
    {
        var redone = RedoneVerdicts.Of(Reference.Value);

        Assert.True(redone.Count > 300);
        Assert.Equal(redone.Select(item => (item.About, item.Said)), redone.Select(item => (item.About, item.Redone)));
    }

    [Fact]
    public void Summary_WhoseNumbersAreChanged_DoesNotAgreeWithItsVerdicts()
    {
        var changed = Limits().Replace(Reference.Value, match => $"\"limit\": {1000 + match.Index}");

        Assert.Contains(RedoneVerdicts.Of(changed), item => item.Said != item.Redone);
    }

    [Theory]
    [InlineData(1, 0.02, 3)]
    [InlineData(2, 0.1, 3)]
    [InlineData(3, 0.3, 5)]
    [InlineData(4, 0.1, 2)]
    [InlineData(5, 0.05, 8)]
    public void Summary_OfANoisyRun_IsEnoughToRedoEveryVerdict(int seed, double spread, int rounds)
    {
        // Speed-ups about 1 and about the limits, one-core models beside others, and every third run disturbed.
        var noise = new Noise(seed);
        var run = new RunBuilder { SimultaneousMultithreading = seed % 2 == 0 }
            .Compare(new Measured("primes", 2, "sequential", "sequential-again", "threads", "threads-again", "gil-threads", "processes", "event-loop", "green-threads", "distributed") { Rounds = rounds }, Time)
            .Compare(new Measured("http", 16, "sequential", "sequential-again", "gil-threads", "async", "dataflow") { Rounds = rounds }, visit => Time(visit) / (visit.Model.StartsWith("sequential", StringComparison.Ordinal) ? 1 : 8))
            .Change(measurement => measurement with { Costs = new Costs { CpuNanoseconds = (long)(measurement.Nanoseconds * (measurement.Cell.Model.Contains("threads", StringComparison.Ordinal) ? 1.9 : 1)), MemoryBytes = measurement.Cell.Model == "processes" ? 15 : 10 } });
        var results = (seed % 3 == 0 ? run.Disturb() : run).Fail("processes", "primes", 2, "once").Analyze();
        var redone = RedoneVerdicts.Of(Text(results));

        Assert.Equal(redone.Select(item => (item.About, item.Said)), redone.Select(item => (item.About, item.Redone)));

        double Time(Visit visit) => 1000 * Math.Exp(spread * noise.Normal());
    }

    private static string Text(RunResults results)
    {
        using var stream = new MemoryStream();
        SummaryReport.Write(results, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [GeneratedRegex("\"limit\": [0-9.E+-]+")]
    private static partial Regex Limits();
}
