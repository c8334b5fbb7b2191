using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Tables;
using ConcurrencyBench.Reporting.Tests.Samples;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class DocumentTests
{
    public static TheoryData<string> Runs => [.. SampleRun.All.Keys];

    [Theory]
    [InlineData("full")]
    [InlineData("troubled")]
    [InlineData("two-rounds")]
    [InlineData("only-baseline")]
    [InlineData("nothing")]
    public void Markdown_KnownRun_IsAsApproved(string run) =>
        Approval.Check($"{run}.table.md", MarkdownReport.Text(ReportDocument.Build(SampleRun.All[run])));

    [Theory]
    [MemberData(nameof(Runs))]
    public void Build_AnyRun_HasARowForEveryModelAndAsManyCellsAsColumns(string run)
    {
        var document = ReportDocument.Build(SampleRun.All[run]);

        Assert.NotEmpty(document.Comparison.Rows);
        Assert.All(
            new[] { document.Comparison, document.Throughput, document.Costs, document.Environment },
            table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count)));
    }

    [Fact]
    public void Build_ModelsOfTheRun_StandInTheOrderOfTheTable() => Assert.Equal(
        ["sequential", "threads", "gil-threads", "processes", "async", "dataflow"],
        ReportDocument.Build(SampleRun.Full).Comparison.Rows.Select(row => row[1].ToString()));

    [Theory]
    [InlineData(Verdict.Supported, "✔ supported: ")]
    [InlineData(Verdict.Contradicted, "✘ contradicted: ")]
    [InlineData(Verdict.Inconclusive, "? inconclusive: ")]
    [InlineData(Verdict.NotMeasured, "– not measured: ")]
    public void Build_EveryVerdict_HasAMarkAndAWord(Verdict verdict, string start)
    {
        var lines = ReportDocument.Build(SampleRun.Full).Comparison.Rows.SelectMany(row => row[^1].Lines).Where(line => line.Verdict == verdict).ToList();

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.StartsWith(start, line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Build_SeveralFiguresWithOneWarning_ShareItsNumber()
    {
        var document = ReportDocument.Build(SampleRun.Troubled);

        var note = Assert.Single(document.Notes, note => note.Text == "3 of 40 blocks were contaminated");
        Assert.Equal(["speed-up of threads/http/16", "speed-up of async/http/16"], note.Figures);
        Assert.Equal(2, document.Throughput.Rows.SelectMany(row => row).Count(cell => cell.ToString().Contains($"[{note.Number}]", StringComparison.Ordinal)));
    }

    [Fact]
    public void Build_FailedCell_SaysSoBeforeAnyFigure()
    {
        var json = ReportDocument.Build(SampleRun.Troubled).Throughput.Rows.Single(row => row[0].Lines[0].Text == "json");

        Assert.Equal("✘ failed", json[5].Lines[0].Text);
    }

    [Fact]
    public void Build_SpeedUpWithinNoise_IsMarked()
    {
        var input = SampleRun.Full with
        {
            Results = SampleRun.Full.Results with { NoiseFloors = [new NoiseFloor("primes", 2, 1.06)] },
        };

        var primes = ReportDocument.Build(input).Throughput.Rows.Single(row => row[0].Lines[0].Text == "primes");

        Assert.StartsWith("≈ 0.96×", primes[5].Lines[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("1.94×", primes[4].Lines[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_ClaimAboutAModelThatWasNotRun_IsNotLost() =>
        Assert.Contains("event-loop", Assert.Single(ReportDocument.Build(SampleRun.Full).OtherClaims).Text, StringComparison.Ordinal);

    [Fact]
    public void Markdown_EveryWarningAndFailure_IsThere()
    {
        var input = SampleRun.Troubled;
        var text = Plain(MarkdownReport.Text(ReportDocument.Build(input)));

        Assert.All(Doubts.Of(input.Results), warning => Assert.Contains(warning, text, StringComparison.Ordinal));

        static string Plain(string markdown) => System.Net.WebUtility.HtmlDecode(markdown.Replace("\\", string.Empty, StringComparison.Ordinal));
    }
}
