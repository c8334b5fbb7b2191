using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Cli;
using ConcurrencyBench.EndToEnd.Tests.Driving;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Reporting.Charts;
using ConcurrencyBench.Reporting.Exports;
using ConcurrencyBench.Reporting.Tables;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>
/// Comparisons of a workload that differ in nothing but a second parameter are kept apart, from the plan through the journal to the report: what
/// is measured here is made up, with other figures for each.
/// </summary>
public sealed class SecondParameterTests : IDisposable
{
    private const int Rounds = 3;
    private const int Blocks = 2;

    private static readonly string[] Models = ["sequential", "threads", "async", "sequential-again", "threads-again"];

    private static readonly Parameters Short = Parameters.Of(16).With("delay", 5);
    private static readonly Parameters Long = Parameters.Of(16).With("delay", 50);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cbench-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Ids_OfComparisons_DifferInTheSecondParameter() => Assert.Equal(
        ["http/16/delay=5", "http/16/delay=50", "http/16/delay=5/size=1.5", "http/16"],
        new[] { Short, Long, Short.With("size", 1.5), Parameters.Of(16) }.Select(parameters => Comparison.Of("http", parameters, []).Id));

    [Fact]
    public void Journal_OfBoth_IsReadAsItWasWritten()
    {
        var (manifest, entries) = WrittenAndRead();

        Assert.Equal(["http/16/delay=5", "http/16/delay=50"], manifest.Plan.Comparisons.Select(comparison => comparison.Id));
        Assert.Equal(Entries().Select(entry => (entry.Cell, entry.Comparison)), entries.Cast<CellEntry>().Select(entry => (entry.Cell, entry.Comparison)));
        Assert.Equal([null, Long], manifest.Plan.Exclusions.Select(exclusion => exclusion.Parameters));
    }

    [Fact]
    public void Journal_CellOfTheOtherComparison_IsRefused()
    {
        var wrong = Entries().Select(entry => entry with { Comparison = "http/16/delay=5" });

        Assert.Contains("the run's plan has no such cell", Assert.Throws<UsageException>(() => WrittenAndRead(wrong)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Analyze_Both_HasSamplesFloorsAndRanksOfEach()
    {
        var results = Results();

        Assert.Equal([("http/16/delay=5", "threads"), ("http/16/delay=50", "async")], results.Rankings.Select(ranking => (ranking.Comparison, ranking.Fastest)));
        Assert.Equal([("http/16/delay=5", 1.1), ("http/16/delay=50", 1.2)], results.NoiseFloors.Select(floor => (floor.Comparison, Math.Round(floor.Floor.Ratio, 9))));
        Assert.Equal([8.0, 2.0], new[] { Short, Long }.Select(parameters => Find(results, "threads", parameters).SpeedUp!.Value), (one, other) => Math.Abs(one - other) < 1e-9);
        Assert.Equal([1.1, 1.2], new[] { Short, Long }.Select(parameters => Math.Round(Find(results, "threads", parameters).SpeedUp!.NoiseFloor!.Ratio, 9)));
        Assert.All(results.Cells, cell => Assert.Equal(Rounds * Blocks, cell.Measurements));
        Assert.Equal(2 * Models.Length, results.Cells.Count);
    }

    [Fact]
    public void View_ExclusionOfOne_IsNotOfTheOther()
    {
        var view = View();

        Assert.Equal([CellState.NotChosen, CellState.OverLimit], view.Planned.Select(comparison => view.State("processes", comparison)));
        Assert.Equal([CellState.NotApplicable, CellState.NotApplicable], view.Planned.Select(comparison => view.State("dataflow", comparison)));
        Assert.Contains(ReportText.LeftOut(view), text => text.StartsWith("http, delay 50 ms, 16 in flight, is over a limit", StringComparison.Ordinal));
    }

    [Fact]
    public void Charts_OfBoth_HaveAPanelOrAColumnEach()
    {
        var view = View();

        Assert.Equal(["http, delay 5 ms", "http, delay 50 ms"], HeatMapChart.Map(view).Columns.Select(column => column.Comparison.Series));
        Assert.Equal(["http, delay 5 ms, 16 in flight", "http, delay 50 ms, 16 in flight"], SpeedUpChart.Panels(view).Select(panel => panel.Comparison.Name));
        Assert.Empty(ScalingChart.Panels(view));
    }

    [Fact]
    public void Tables_OfBoth_NameThemApart()
    {
        var document = MarkdownReport.Text(ReportDocument.Build(View()));

        Assert.Contains("http, delay 5 ms, 16 in flight", document, StringComparison.Ordinal);
        Assert.Contains("http, delay 50 ms, 16 in flight", document, StringComparison.Ordinal);
    }

    /// <summary>A time of an item: threads are faster with the short delay, async with the long one, and null cases differ by 10 % and by 20 %.</summary>
    private static double Time(Cell cell)
    {
        var isShort = cell.Parameters.Others["delay"] == 5;
        return (isShort ? 1_000 : 50_000) * (ModelAlias.Is(cell.Model) ? isShort ? 1.1 : 1.2 : 1) / (ModelAlias.ModelId(cell.Model), isShort) switch
        {
            ("threads", true) => 8,
            ("threads", false) => 2,
            ("async", true) => 4,
            ("async", false) => 10,
            _ => 1,
        };
    }

    private static CellResult Find(RunResults results, string model, Parameters parameters) =>
        results.Cells.Single(result => result.Cell.Model == model && result.Cell.Parameters.Equals(parameters));

    private static IEnumerable<CellEntry> Entries() =>
        from round in Enumerable.Range(0, Rounds)
        from place in Manifest.Plan.Comparisons.Index()
        from block in Enumerable.Range(Blocks * place.Index, Blocks)
        from cell in place.Item.Cells
        select new BlockMeasurement
        {
            Cell = cell,
            Comparison = place.Item.Id,
            Round = round,
            Block = block,
            AtMilliseconds = (1_000 * round) + block,
            Items = 10,
            Nanoseconds = 10 * Time(cell),
            Costs = new Costs { CpuNanoseconds = 5_000 },
        };

    private static RunManifest Manifest { get; } = MadeUpRun.Of(new Plan
    {
        Workloads = [WorkloadPlan.Of("http", [Short, Long], Models)],
        Exclusions =
        [
            new Exclusion("dataflow", "http", "it makes no sense") { Kind = ExclusionKind.MakesNoSense },
            new Exclusion("processes", "http", "too many", Long) { Kind = ExclusionKind.OverLimit },
        ],
        MinimumRounds = Rounds,
        MaximumRounds = Rounds,
        BlocksPerRound = Blocks,
        BudgetSeconds = 180,
    });

    private (RunManifest Manifest, IReadOnlyList<JournalEntry> Entries) WrittenAndRead(IEnumerable<JournalEntry>? entries = null)
    {
        var folder = RunFolder.Create(Path.Combine(_folder.FullName, "run"), Manifest);
        using (var journal = Journal.Append(folder.JournalPath, JournalContent.Empty, Manifest.Id))
        {
            journal.Write(entries ?? Entries());
        }

        var (opened, manifest) = RunFolder.Open(folder.Path);
        return (manifest, Journal.Read(opened.JournalPath, manifest).Entries);
    }

    private RunResults Results()
    {
        var (manifest, entries) = WrittenAndRead();
        return Analyzer.Analyze(manifest, entries);
    }

    private RunView View() => new(new ReportInput(Results(), BuiltInCatalog.Catalog.Models, BuiltInCatalog.Catalog.Workloads));
}
