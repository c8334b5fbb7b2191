using ConcurrencyBench.Reporting.Tests.Samples;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class ReportWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cbench-reports-").FullName;

    public static TheoryData<string> Runs => [.. SampleRun.All.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Runs))]
    public void WriteAll_Twice_GivesTheSameBytes(string run)
    {
        var (first, second) = (Path.Combine(_folder, "first"), Path.Combine(_folder, "second", "deeper"));

        var files = ReportWriter.WriteAll(new ReportContent(SampleRun.All[run]), first);

        Assert.Equal(files, ReportWriter.WriteAll(new ReportContent(SampleRun.All[run]), second));
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(first, file)), File.ReadAllBytes(Path.Combine(second, file))));
    }

    [Fact]
    public void WriteAll_ManyConcurrencies_WritesEveryReport()
    {
        var content = new ReportContent(SampleRun.Scaling);
        string[] charts = [.. content.Charts.Select(chart => chart.Id)];

        var files = ReportWriter.WriteAll(content, _folder);

        // Others may be added: a chart is one file, and no list has all.
        Assert.All(["headline", "heatmap", "scaling", "speedup"], id => Assert.Contains(id, charts));
        Assert.Equal(
            [.. charts.SelectMany(id => new[] { $"charts/{id}.png", $"charts/{id}.svg" }).Order(StringComparer.Ordinal), "report.html", "summary.json", "table.md"],
            files);
    }

    [Theory]
    [InlineData("full", "scaling")]
    [InlineData("one-workload", "heatmap", "scaling")]
    [InlineData("only-baseline", "headline", "heatmap", "scaling", "speedup")]
    [InlineData("nothing", "headline", "heatmap", "scaling", "speedup")]
    [InlineData("unknown", "headline", "scaling")]
    public void WriteAll_ChartsWithNothingToShow_AreNotWritten(string run, params string[] missing)
    {
        string[] all = ["headline", "heatmap", "scaling", "speedup"];

        var files = ReportWriter.WriteAll(new ReportContent(SampleRun.All[run]), _folder);

        var written = files.Where(file => file.EndsWith(".svg", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(all.Except(missing), written.Intersect(all));
    }

    [Fact]
    public void WriteAll_EarlierChartsThatNoLongerApply_AreRemovedAndNothingElse()
    {
        ReportWriter.WriteAll(new ReportContent(SampleRun.Scaling), _folder);
        var own = Path.Combine(_folder, "charts", "mine.svg");
        File.WriteAllText(own, "not ours");

        var files = ReportWriter.WriteAll(new ReportContent(SampleRun.OneWorkload), _folder);

        Assert.DoesNotContain("charts/scaling.svg", files);
        Assert.Equal(
            files.Where(file => file.StartsWith("charts/", StringComparison.Ordinal)).Append("charts/mine.svg").Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(_folder, "charts")).Select(file => $"charts/{Path.GetFileName(file)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WriteAll_EarlierLongerFiles_AreWrittenOver()
    {
        var path = Path.Combine(_folder, "table.md");
        File.WriteAllText(path, new string('x', 1_000_000));

        ReportWriter.WriteAll(new ReportContent(SampleRun.OneWorkload), _folder);

        Assert.DoesNotContain("xxx", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void WriteAll_FolderIsAFile_Throws()
    {
        var path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "in the way");

        Assert.ThrowsAny<IOException>(() => ReportWriter.WriteAll(new ReportContent(SampleRun.OneWorkload), path));
    }

    [Fact]
    public void WriteAll_AnyCulture_GivesTheSameText()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        ReportWriter.WriteAll(new ReportContent(SampleRun.Full), Path.Combine(_folder, "first"));
        try
        {
            var strange = (System.Globalization.CultureInfo)before.Clone();
            strange.NumberFormat.NumberDecimalSeparator = ",";
            strange.NumberFormat.NegativeSign = "~";
            Thread.CurrentThread.CurrentCulture = strange;
            var files = ReportWriter.WriteAll(new ReportContent(SampleRun.Full), Path.Combine(_folder, "second"));
            Assert.All(files, file => Assert.Equal(
                File.ReadAllBytes(Path.Combine(_folder, "first", file)), File.ReadAllBytes(Path.Combine(_folder, "second", file))));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}
