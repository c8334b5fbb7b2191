using System.Globalization;
using System.Xml.Linq;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Charts;
using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Tests.Samples;
using ConcurrencyBench.Reporting.Views;
using ScottPlot.Plottables;
using static ConcurrencyBench.Analysis.Tests.CellLookup;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class ChartTests
{
    private static readonly Figure One = new(1.02, new Interval(1, 1.04), []);
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Headline_FullRun_ShowsPrimesAtTheCoresAndHttpAtSixteen()
    {
        var panels = HeadlineChart.Panels(new RunView(SampleRun.Scaling));

        Assert.Equal([("primes", 2), ("http", 16)], panels.Select(panel => (panel.Comparison.Workload, panel.Comparison.Concurrency)));
        Assert.Equal([2.0, 16.0], panels.Select(panel => panel.Ideal!.Value));
    }

    [Fact]
    public void Headline_OtherWorkloads_FallsBackToTheFirstOfEachKind()
    {
        var panels = HeadlineChart.Panels(new RunView(SampleRun.TwoRounds));

        Assert.Equal(["primes", "timer"], panels.Select(panel => panel.Comparison.Workload));
    }

    [Fact]
    public void Headline_OneWorkload_HasOnePanel() => Assert.Single(HeadlineChart.Panels(new RunView(SampleRun.OneWorkload)));

    [Fact]
    public void Headline_WaitsAndComputes_StandsInWhereAKindIsMissing()
    {
        var mixed = new FakeWorkload("http", Abstractions.WorkloadKind.Mixed, "waits, then computes", waits: true);

        var alone = HeadlineChart.Panels(new RunView(SampleRun.OneWorkload with { Workloads = [mixed] }));
        var last = HeadlineChart.Panels(new RunView(SampleRun.Full with { Workloads = [mixed, .. SampleCatalog.Workloads.Where(workload => workload.Id != "http")] }));

        Assert.Equal([("I/O and CPU: http, 16 in flight", null)], alone.Select(panel => (panel.Comparison.Heading, panel.Ideal)));
        Assert.Equal(["primes", "timer"], last.Select(panel => panel.Comparison.Workload));
    }

    [Fact]
    public void SpeedUp_AnyRun_NeverShowsANullCase() => Assert.All(
        SpeedUpChart.Panels(new RunView(SampleRun.Full)), panel => Assert.DoesNotContain(panel.Bars, bar => ModelAlias.Is(bar.Model)));

    [Fact]
    public void SpeedUp_FullRun_HasAPanelForEachWorkloadWithItsFigures()
    {
        var panels = SpeedUpChart.Panels(new RunView(SampleRun.Full));
        var http = panels.Single(panel => panel.Comparison.Workload == "http");

        Assert.Equal(7, panels.Count);
        Assert.True(http.HasNoise);
        Assert.Equal(["1×", "14.2×", "13.8×", "14.6×", "15.2×", "15.2×"], http.Bars.Select(bar => bar.Label));
        Assert.Equal(SampleRun.Full.Results.Find("threads", "http", 16)!.SpeedUp, http.Bars[1].SpeedUp);
    }

    [Theory]
    [InlineData("http", "processes", "failed")]
    [InlineData("json", "gil-threads", "failed")]
    [InlineData("files", "dataflow", "n/a")]
    [InlineData("tcp", "async", "–")]
    public void SpeedUp_CellWithoutFigure_SaysWhyInsteadOfABar(string workload, string model, string label)
    {
        var bar = SpeedUpChart.Panels(new RunView(SampleRun.Troubled)).Single(panel => panel.Comparison.Workload == workload)
            .Bars.Single(bar => bar.Model == model);

        Assert.Equal((label, null), (bar.Label, bar.SpeedUp));
    }

    [Fact]
    public void Draw_BarsAndWhiskers_StandWhereTheFiguresAre()
    {
        using var plot = (PanelOf(SampleRun.Full, "http") with { Width = ChartImage.Half }).Draw();
        var bars = plot.GetPlottables<BarPlot>().SelectMany(bars => bars.Bars).ToList();
        var whisker = plot.GetPlottables<ErrorBar>().First();
        var threads = SampleRun.Full.Results.Find("threads", "http", 16)!.SpeedUp!;

        Assert.Equal([5, 4, 3, 2, 1, 0], bars.Select(bar => bar.Position));
        Assert.Equal(threads.Value, bars[1].Value);
        Assert.Equal(threads.Interval!.Upper - threads.Value, whisker.XErrorPositive![0], 9);
        Assert.Equal(threads.Value - threads.Interval.Lower, whisker.XErrorNegative![0], 9);
        Assert.Equal(Looks.ColorOf("threads"), bars[1].FillColor);
    }

    [Fact]
    public void Draw_IdealFarBeyondEveryBar_IsNamedButDoesNotFlattenThem()
    {
        using var files = (PanelOf(SampleRun.Full, "files", waits: true) with { Width = ChartImage.Half }).Draw();
        using var http = (PanelOf(SampleRun.Full, "http", waits: true) with { Width = ChartImage.Half }).Draw();

        Assert.Empty(files.GetPlottables<DashedLine>());
        Assert.True(files.Axes.GetLimits().Right < 2);
        Assert.Equal(16, Assert.Single(http.GetPlottables<DashedLine>()).Points[0].X);
    }

    [Fact]
    public void Draw_NoIntervals_HasNoWhiskers()
    {
        using var plot = (PanelOf(SampleRun.TwoRounds, "timer") with { Width = ChartImage.Half }).Draw();

        Assert.Empty(plot.GetPlottables<ErrorBar>());
        Assert.Empty(plot.GetPlottables<HorizontalSpan>());
    }

    [Fact]
    public void Scaling_SeveralConcurrencies_HasALineForEachModelAndTheIdeal()
    {
        var panels = ScalingChart.Panels(new RunView(SampleRun.Scaling));
        var http = panels.Single(panel => panel.Series == "http");

        Assert.Equal(["primes", "http"], panels.Select(panel => panel.Series));
        Assert.Equal(["threads", "gil-threads", "processes", "async", "dataflow"], http.Lines.Select(line => line.Model));
        Assert.Equal([1, 4, 16, 64, 256, 1000], http.Lines[0].Points.Select(point => point.Concurrency));
        Assert.Equal([(1, 1.0), (2, 2.0), (4, 2.0)], panels[0].Ideal);
    }

    [Fact]
    public void Scaling_ConcurrencyWithoutFigure_BreaksTheLine()
    {
        var line = new ScalingLine("async", [(1, One), (4, One), (64, One)]);

        Assert.Equal([[1, 4], [64]], line.Runs([1, 4, 16, 64]).Select(run => run.Select(point => point.Concurrency)));
    }

    [Fact]
    public void Scaling_FigureWithoutInterval_HasAHollowMarkAndNoWhisker()
    {
        using var plot = (new ScalingPanel("http", "http", [1, 4], [new ScalingLine("async", [(1, One), (4, One with { Interval = null })])], []) with { Width = ChartImage.Half }).Draw();

        Assert.Equal(0, Assert.Single(plot.GetPlottables<ErrorBar>()).Xs[0], 9);
        Assert.Contains(plot.GetPlottables<Scatter>(), marks => marks.MarkerStyle.FillColor == ChartTheme.Paper && marks.Data.GetScatterPoints().Count == 1);
    }

    [Fact]
    public void Ideal_FilesThatNothingWaitsFor_IsUnknown()
    {
        var panels = SpeedUpChart.Panels(new RunView(SampleRun.Full)).ToDictionary(panel => panel.Comparison.Workload, panel => panel.Ideal);

        Assert.Equal((null, 16.0, 16.0, 2.0), (panels["files"], panels["timer"], panels["http"], panels["json"]));
    }

    [Fact]
    public void Draw_BarWithoutInterval_IsLighterThanItsModel()
    {
        using var plot = (PanelOf(SampleRun.TwoRounds, "timer") with { Width = ChartImage.Half }).Draw();
        var bars = plot.GetPlottables<BarPlot>().SelectMany(bars => bars.Bars).ToList();

        Assert.Equal(Looks.ColorOf("sequential"), bars[0].FillColor);
        Assert.True(bars[1].FillColor.Luminance > Looks.ColorOf("threads").Luminance);
    }

    [Fact]
    public void HeatMap_Colours_DivergeAroundOneByColumn()
    {
        var map = HeatMapChart.Map(new RunView(SampleRun.Full));
        var (primes, files) = (map.Columns.Single(column => column.Comparison.Workload == "primes"), map.Columns.Single(column => column.Comparison.Workload == "files"));
        ScottPlot.Color Of(HeatMapColumn column, string model) => column.ColorOf(column.Cells.Single(cell => cell.Model == model));

        Assert.True(Of(primes, "threads").Blue > Of(primes, "threads").Red + 50);
        Assert.True(Of(files, "threads").Red > Of(files, "threads").Blue + 50);
        Assert.Equal(ChartTheme.Paper, primes.ColorOf(new SpeedUpBar("threads", One, "≈ 1.02×", Distinction: Distinction.Within)));
        Assert.Equal(7, map.Columns.Count);
        Assert.All(map.Columns, column => Assert.Equal(map.Models, column.Cells.Select(cell => cell.Model)));
    }

    [Fact]
    public void Svg_AnyPicture_IsOneElementWithPrefixedIdsAndFittedText()
    {
        var chart = Drawn(SampleRun.Full, "speedup");

        var root = XElement.Parse(ChartFile.Svg(chart, "here"));

        Assert.Equal(chart.Image.Title, root.Element(Svg + "title")!.Value);
        Assert.Equal(["here-title", "here-desc"], root.Descendants().Attributes("id").Select(id => id.Value));
        Assert.Empty(root.Descendants(Svg + "image"));
        var texts = root.Descendants(Svg + "text").ToList();
        Assert.Contains(texts, text => text.Value == "gil-threads");
        Assert.All(texts, text => Assert.EndsWith("sans-serif", text.Attribute("font-family")!.Value, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain(",", text.Attribute("x")!.Value, StringComparison.Ordinal));
        Assert.All(texts.Where(text => text.Value.Length > 1), text => Assert.True(Length(text) > 0));
        Assert.All(texts, text => Assert.True(float.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture) >= 12));
    }

    [Fact]
    public void Svg_AnyPicture_KeepsAllTextOnThePaper()
    {
        foreach (var chart in SampleRun.All.Values.SelectMany(Drawn))
        {
            var texts = XElement.Parse(ChartFile.Svg(chart, "p")).Descendants(Svg + "text");
            Assert.All(texts.Where(text => !text.Attribute("transform")?.Value.Contains("matrix", StringComparison.Ordinal) ?? true), text =>
            {
                var left = Left(text);
                Assert.InRange(left, 0, ChartImage.Width);
                Assert.InRange(left + Length(text), 0, ChartImage.Width);
            });
        }
    }

    [Fact]
    public void Fonts_AnyText_ComesFromTheAssembly()
    {
        var fonts = EmbeddedFonts.Use();

        Assert.Equal("Open Sans", fonts.Regular.FamilyName);
        Assert.Same(fonts.Bold, ScottPlot.Fonts.GetTypeface(EmbeddedFonts.Family, bold: true, italic: false));
        Assert.True(fonts.Regular.ContainsGlyphs("speed-up ×÷–·µ≥≈"));
    }

    [Fact]
    public void Png_AnyPicture_IsTwiceItsSize()
    {
        var chart = Drawn(SampleRun.Full, "headline");

        using var pixels = Png(chart);

        using var layout = new ChartLayout(chart.Image);
        Assert.Equal((1400, 2 * (int)layout.Height), (pixels.Width, pixels.Height));
        Assert.Equal(ChartTheme.Paper.ToSKColor(), pixels.GetPixel(0, 0));
        Assert.Contains(Looks.ColorOf("threads").ToSKColor(), pixels.Pixels);
    }

    // What is recorded and played must be what ScottPlot draws: it lays plots out anew at each rendering.
    [Fact]
    public void Png_AnyPicture_HasThePixelsOfADrawingOfItsOwn()
    {
        foreach (var chart in new[] { SampleRun.Scaling, SampleRun.Messages, SampleRun.Troubled }.SelectMany(Drawn))
        {
            using var layout = new ChartLayout(chart.Image);
            using var expected = new SkiaSharp.SKBitmap(new SkiaSharp.SKImageInfo(2 * (int)ChartImage.Width, 2 * (int)layout.Height));
            using var canvas = new SkiaSharp.SKCanvas(expected);
            canvas.Scale(2);
            layout.Draw(canvas);
            using var actual = Png(chart);

            Assert.True(expected.Pixels.AsSpan().SequenceEqual(actual.Pixels), $"{chart.Id} is another picture when it is drawn for itself");
        }
    }

    [Fact]
    public void Svg_AnyPicture_HasEveryElementOnce()
    {
        foreach (var chart in SampleRun.All.Values.SelectMany(Drawn))
        {
            var elements = XElement.Parse(ChartFile.Svg(chart, "p")).Descendants().Where(element => !element.HasElements).ToList();
            Assert.Empty(elements.GroupBy(element => element.ToString()).Where(same => same.Count() > 1).Select(same => same.Key));
        }
    }

    [Fact]
    public void Draw_WrittenThreeTimes_HappensOnce()
    {
        var panel = new CountedPanel();
        var chart = new DrawnChart("counted", new ChartImage { Title = "t", Description = "d", Panels = [panel], Footnote = [] });
        Assert.Equal(0, panel.Drawings);

        ChartFile.WritePng(chart, new MemoryStream());
        ChartFile.WriteSvg(chart, new MemoryStream());
        ChartFile.Svg(chart, "page");

        Assert.Equal(1, panel.Drawings);
    }

    private static Palette Looks => new RunView(SampleRun.Full).Palette();

    private static IReadOnlyList<DrawnChart> Drawn(ReportInput input) => new ReportContent(input).Charts;

    private static DrawnChart Drawn(ReportInput input, string id) => Drawn(input).Single(chart => chart.Id == id);

    private static SkiaSharp.SKBitmap Png(DrawnChart chart)
    {
        using var stream = new MemoryStream();
        ChartFile.WritePng(chart, stream);
        return SkiaSharp.SKBitmap.Decode(stream.ToArray());
    }

    private static float Length(XElement text) =>
        text.Attribute("textLength") is { } length ? float.Parse(length.Value, CultureInfo.InvariantCulture) : 0;

    private static SpeedUpPanel PanelOf(ReportInput input, string workload, bool waits = false)
    {
        var view = new RunView(input);
        return SpeedUpPanel.Of(view, view.Planned.Single(comparison => comparison.Workload == workload) with { Waits = waits });
    }

    private static float Left(XElement text)
    {
        var x = float.Parse(text.Attribute("x")!.Value, CultureInfo.InvariantCulture);
        var transform = text.Attribute("transform")?.Value;
        return transform is null ? x : x + float.Parse(transform.Split('(', ' ', ')')[1], CultureInfo.InvariantCulture);
    }

    private sealed record CountedPanel() : Panel(string.Empty)
    {
        public int Drawings { get; private set; }

        public override float Height => 50;

        public override PanelAxis X => new(0, 1, []);

        public override PanelAxis Y => new(0, 1, []);

        protected override void DrawData(ScottPlot.Plot plot) => Drawings++;
    }
}
