using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Exports;
using ConcurrencyBench.Reporting.Html;
using ConcurrencyBench.Reporting.Tables;
using ConcurrencyBench.Reporting.Tests.Samples;
using ConcurrencyBench.Reporting.Views;

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
        Approval.Check($"{run}.table.md", MarkdownReport.Text(ReportDocument.Build(new RunView(SampleRun.All[run]))));

    [Theory]
    [MemberData(nameof(Runs))]
    public void Build_AnyRun_HasARowForEveryModelAndAsManyCellsAsColumns(string run)
    {
        var document = ReportDocument.Build(new RunView(SampleRun.All[run]));

        Assert.NotEmpty(document.Comparison.Rows);
        Assert.All(
            new[] { document.WhichModel, document.Comparison, document.Throughput, document.Costs, document.Environment },
            table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count)));
    }

    [Fact]
    public void Build_ModelsOfTheRun_StandInTheOrderOfTheTable() => Assert.Equal(
        ["sequential", "threads", "gil-threads", "processes", "async", "dataflow"],
        ReportDocument.Build(new RunView(SampleRun.Full)).Comparison.Rows.Select(row => row[1].ToString()));

    [Theory]
    [InlineData(Verdict.Supported, "✔ supported: ")]
    [InlineData(Verdict.Contradicted, "✘ contradicted: ")]
    [InlineData(Verdict.Inconclusive, "? inconclusive: ")]
    [InlineData(Verdict.NotMeasured, "– not measured: ")]
    public void Build_EveryVerdict_HasAMarkAndAWord(Verdict verdict, string start)
    {
        var lines = ReportDocument.Build(new RunView(SampleRun.Full)).Comparison.Rows.SelectMany(row => row[2].Lines).Where(line => line.Verdict == verdict).ToList();

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.StartsWith(start, line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Build_SeveralFiguresWithOneWarning_ShareItsNumber()
    {
        var document = ReportDocument.Build(new RunView(SampleRun.Troubled));

        var note = Assert.Single(document.Notes, note => note.Text == "3 of 40 blocks were contaminated");
        Assert.Equal(["async/http/16", "threads/http/16"], note.Figures);
        Assert.Equal(2, document.Throughput.Rows.SelectMany(row => row).Count(cell => cell.ToString().Contains($"\u00a0{note.Mark}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Build_FailedCell_SaysSoBeforeAnyFigure()
    {
        Assert.Equal("✘ failed", Throughput(SampleRun.Troubled, "gil-threads", "json").Lines[0].Text);
    }

    [Fact]
    public void Build_SpeedUpThatTheAnalysisCallsNoDifference_IsMarked()
    {
        var input = With(SampleRun.Full, "gil-threads/primes/2", cell => SampleRun.HeldAgainst(cell, new NoiseFloor(1.06, false)));

        Assert.StartsWith("? 0.96×", Throughput(input, "gil-threads", "primes").Lines[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("0.96×", Throughput(SampleRun.Full, "gil-threads", "primes").Lines[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("1.94×", Throughput(input, "threads", "primes").Lines[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_SpeedUps_AreNeverJudgedAnewByAView()
    {
        // Whatever the figure and the comparison's floor are: the mark is what the analysis said.
        var input = With(SampleRun.Full, "threads/primes/2", cell => cell with { BesideBaseline = Distinction.Within });
        input = With(input, "gil-threads/primes/2", cell => cell with { SpeedUp = new Figure(1, new Interval(0.5, 2), []), BesideBaseline = Distinction.Apart });
        input = input with { Results = input.Results with { NoiseFloors = [new ComparisonFloor("primes/2", new NoiseFloor(100))] } };

        Assert.Equal("≈ 1.94× [1.89, 1.99]", Throughput(input, "threads", "primes").Lines[0].Text);
        Assert.Equal("1.00× [0.50, 2.00]", Throughput(input, "gil-threads", "primes").Lines[0].Text);
    }

    [Fact]
    public void Build_SpeedUpWithinNoiseWithoutInterval_HasBothMarks()
    {
        var input = With(SampleRun.Full, "threads/primes/2", cell => SampleRun.HeldAgainstTheNoise(cell with { SpeedUp = new Figure(1.0234, null, []) }));

        Assert.Equal("? ~1.0×", Throughput(input, "threads", "primes").Lines[0].Text);
    }

    [Fact]
    public void Build_NoiseOfModelsOnOneCore_IsSaidBesideTheOther()
    {
        var floors = new[] { new ComparisonFloor("primes/2", new NoiseFloor(1.134)) { OneCore = new NoiseFloor(1.025, false) }, new ComparisonFloor("http/16", new NoiseFloor(1.02)) { OneCore = new NoiseFloor(1.02, false) } };
        var input = SampleRun.Full with { Results = SampleRun.Full.Results with { NoiseFloors = floors } };

        Assert.Equal(["1.13×", "one core: 1.02×"], Throughput(input, "(noise)", "primes").Lines.Select(line => line.Text));
        Assert.Equal(["1.02×"], Throughput(input, "(noise)", "http").Lines.Select(line => line.Text));
    }

    [Theory]
    [InlineData(null, null, "not applicable")]
    [InlineData(ExclusionKind.MakesNoSense, null, "not applicable")]
    [InlineData(ExclusionKind.NotInstalled, null, "not installed here")]
    [InlineData(ExclusionKind.OverLimit, 16, "over a limit here")]
    [InlineData(ExclusionKind.NotChosen, null, "not chosen")]
    [InlineData(null, 16, "over a limit here")]
    public void Build_CellThatIsLeftOut_SaysWhichKindOfReasonThereIs(ExclusionKind? kind, int? concurrency, string expected)
    {
        var input = Excluding(new Exclusion("dataflow", "files", "so it is", concurrency is { } most ? Parameters.Of(most) : null) { Kind = kind });
        var document = ReportDocument.Build(new RunView(input));
        var html = HtmlReport.Page(new ReportContent(input));

        Assert.Equal(expected, Throughput(input, "dataflow", "files").ToString());
        var said = expected == "not applicable" ? document.Exclusions : document.LeftOut;
        Assert.EndsWith(" dataflow: so it is", Assert.Single(said), StringComparison.Ordinal);
        Assert.Single(document.Exclusions.Concat(document.LeftOut));
        Assert.Contains(said[0], MarkdownReport.Text(document), StringComparison.Ordinal);
        Assert.Contains(said[0], html, StringComparison.Ordinal);
        Assert.Equal(expected == "not applicable", html.Contains("not applicable", StringComparison.Ordinal));
    }

    [Fact]
    public void Build_CellThatWasNotPlanned_WasNotChosen()
    {
        var plan = SampleRun.Full.Results.Run.Plan;
        var input = Excluding();
        input = input with { Results = input.Results with { Run = input.Results.Run with { Plan = plan with { Workloads = [.. plan.Workloads.Select(plan => plan.Workload == "files" ? WorkloadPlan.Of(plan.Workload, plan.Concurrencies, ["sequential", "threads"]) : plan)] } } } };

        Assert.Equal("not chosen", Throughput(input, "dataflow", "files").ToString());
        Assert.Equal("–", Throughput(Excluding(), "dataflow", "files").ToString());
    }

    [Fact]
    public void Build_ClaimsThatWereNotChosen_AreOneLine()
    {
        var input = SampleRun.Full with
        {
            Results = SampleRun.Full.Results with { Judgements = [.. SampleRun.Full.Results.Judgements.Select(judgement => judgement.Verdict == Verdict.NotMeasured ? judgement with { Absence = ExclusionKind.NotChosen } : judgement)] },
            ClaimSources = [new ClaimSource("cbench --profile quick", ["threads.convoy"]), new ClaimSource("cbench --profile standard", ["threads.convoy", "asyncio.cpu"]), new ClaimSource("cbench --all", ["threads.convoy", "asyncio.cpu"])],
        };
        var document = ReportDocument.Build(new RunView(input));

        Assert.Equal("2 claims need: cbench --profile standard", document.UnchosenClaims);
        Assert.Empty(document.OtherClaims);
        Assert.DoesNotContain(document.Comparison.Rows.SelectMany(row => row[2].Lines), line => line.Verdict == Verdict.NotMeasured);
        Assert.Contains("\n2 claims need: cbench --profile standard\n", MarkdownReport.Text(document), StringComparison.Ordinal);
        Assert.Contains("<p>2 claims need: cbench --profile standard</p>", HtmlReport.Page(new ReportContent(input)), StringComparison.Ordinal);
        Assert.Null(ReportDocument.Build(new RunView(SampleRun.Full)).UnchosenClaims);
    }

    [Fact]
    public void Build_RunThatAnswersNothing_SaysSoBeforeAllElse()
    {
        var input = SampleRun.Full with { Results = SampleRun.Full.Results with { NoAnswer = "Nothing was decided.", MachineWarnings = ["Others used it."], Warnings = ["Others used it.", "Few rounds."] } };
        var document = ReportDocument.Build(new RunView(input));

        Assert.StartsWith($"# {document.Title}\n\n✘ Nothing was decided.\n\n{document.Outcome}\n\n## Warnings about the machine\n\n- Others used it.\n\n## Which model?", MarkdownReport.Text(document), StringComparison.Ordinal);
        Assert.Equal(["Few rounds."], document.Warnings);
        var html = HtmlReport.Page(new ReportContent(input));
        Assert.Equal(
            ["✘ Nothing was decided.", "Others used it.", "Fastest: the highest", "Few rounds."],
            new[] { "✘ Nothing was decided.", "Others used it.", "Few rounds.", "Fastest: the highest" }.OrderBy(text => html.IndexOf(text, StringComparison.Ordinal)));
        Assert.DoesNotContain("✘ ", HtmlReport.Page(new ReportContent(SampleRun.OnlyBaseline)), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_StartUp_IsThatOfTheCellWithWhichTheWorkerBegan()
    {
        var input = With(SampleRun.Scaling, "threads/primes/2", cell => cell with { StartUpNanoseconds = null });
        input = With(input, "threads/primes/1", cell => cell with { StartUpNanoseconds = 124_000 });
        var document = ReportDocument.Build(new RunView(input));

        Assert.Contains(document.Comparison.Rows[1][2].Lines, line => line.Text.StartsWith("start-up 124 µs (with 1 in flight), memory", StringComparison.Ordinal));
        Assert.Equal("–", document.Costs.Rows.Single(row => row[0].ToString() == "threads/primes/2")[^1].ToString());
        Assert.Equal("124 µs", document.Costs.Rows.Single(row => row[0].ToString() == "threads/primes/1")[^1].ToString());
    }

    [Fact]
    public void Build_ItemsPerSecond_AreTheSpeedUpTimesSequentials()
    {
        var input = With(SampleRun.Full, "threads/primes/2", cell => cell with { NanosecondsPerItem = new Figure(1, new Interval(1, 1), []) });

        Assert.Equal(["CPU-bound", "64 items"], Throughput(input, "(work)", "primes").Lines.Select(line => line.Text));
        Assert.StartsWith("970 items/s", Throughput(input, "sequential", "primes").Lines[0].Text, StringComparison.Ordinal);
        Assert.Equal("1.88k items/s", Throughput(input, "threads", "primes").Lines[1].Text);
    }

    [Fact]
    public void Build_Ranking_NamesTheFastestItsEqualsAndHowMuchSlowerTheOthersAre()
    {
        var row = ReportDocument.Build(new RunView(SampleRun.Full)).WhichModel.Rows.Single(row => row[0].Lines[0].Text == "files");

        Assert.Equal(["processes", "1.31× [1.28, 1.35]"], row[1].Lines.Select(line => line.Text));
        Assert.Equal("–", row[2].ToString());
        Assert.Equal("sequential 28 %, async 64 %, dataflow 64 %, threads 3.0×, gil-threads 3.3×", row[3].ToString());
    }

    [Theory]
    [InlineData("two-rounds", "timer", "fewer than 3 rounds")]
    [InlineData("troubled", "files", "the machine was disturbed")]
    public void Build_RankingThatCannotBeReliedOn_SaysWhyAndNamesNoModel(string run, string workload, string reason)
    {
        var row = ReportDocument.Build(new RunView(SampleRun.All[run])).WhichModel.Rows.Single(row => row[0].Lines[0].Text == workload);

        Assert.Equal($"not decided yet:\n{reason}", row[1].ToString());
        Assert.Equal(["–", "–", "–", "–", "–"], row.Skip(2).Select(cell => cell.ToString()));
    }

    [Fact]
    public void WhichModel_ModelsWithoutTheBaseline_SaysSo()
    {
        var full = SampleRun.Full.Results;
        var results = full with
        {
            Cells = [.. full.Cells.Where(result => result.Cell.Workload == "http" && result.Cell.Model != "sequential").Select(result => result with { SpeedUp = null })],
            Rankings = [],
        };
        var rows = ReportDocument.Build(new RunView(SampleRun.Full with { Results = results })).WhichModel.Rows;

        Assert.Equal("measured without sequential", rows.Single(row => row[0].Lines[0].Text == "http")[1].ToString());
        Assert.Equal("not measured", rows.Single(row => row[0].Lines[0].Text == "files")[1].ToString());
    }

    [Fact]
    public void Build_FailedModel_IsNeitherFastestNorAsGood()
    {
        var row = ReportDocument.Build(new RunView(SampleRun.Troubled)).WhichModel.Rows.Single(row => row[0].Lines[0].Text == "json");

        Assert.Equal("✘ failed: gil-threads", row[3].Lines[^1].Text);
        Assert.Single(row, cell => cell.ToString().Contains("gil-threads", StringComparison.Ordinal));
    }

    [Fact]
    public void Build_FailureThatWasNotTheModelsDoing_LeavesItsFigures()
    {
        var results = SampleRun.Troubled.Results;
        var input = SampleRun.Troubled with { Results = results with { Failures = [.. results.Failures.Select(failure => failure with { MayBeRetried = true })] } };

        Assert.StartsWith("0.91×", Throughput(input, "gil-threads", "json").Lines[0].Text, StringComparison.Ordinal);
        Assert.Equal("✘ failed", Throughput(input, "processes", "http").Lines[0].Text);
    }

    [Fact]
    public void Build_EveryModel_HasItsHeadlineFiguresFirst()
    {
        var rows = ReportDocument.Build(new RunView(SampleRun.Full)).Comparison.Rows;

        Assert.Equal(
            ["computing (primes, 2 in flight): 1.94× [1.89, 1.99]", "waiting (http, 16 in flight): 14.2× [13.8, 14.8]",
                "start-up 12.4 µs, memory 38.0 MiB, CPU 1.05 ms an item of primes, 45.3 µs of http"],
            rows[1][2].Lines.Select(line => line.Text));
        Assert.Equal("computing (primes): 1× by definition, 970 items/s [910, 1032]", rows[0][2].Lines[0].Text);
    }

    [Fact]
    public void Build_WarningOfNearlyEveryFigure_IsSaidOnceWithoutAMark()
    {
        var document = ReportDocument.Build(new RunView(SampleRun.TwoRounds));

        Assert.Contains(document.Warnings, warning => warning.StartsWith("only 2 rounds, and an interval needs 3 (about all ", StringComparison.Ordinal));
        Assert.Empty(document.Notes);
        Assert.DoesNotContain(document.Throughput.Rows.SelectMany(row => row), cell => cell.ToString().Contains('¹', StringComparison.Ordinal));
    }

    [Fact]
    public void About_ManyFigures_NamesFive() =>
        Assert.Equal("(about: a, b, c, d, e and 2 more)", new Note(12, "a warning", ["a", "b", "c", "d", "e", "f", "g"]).About);

    [Fact]
    public void Mark_TwoDigits_AreRaised() => Assert.Equal("¹²", new Note(12, "a warning", []).Mark);

    [Fact]
    public void Build_OutcomeWithAModelThatOneWorkloadGoesWithout_CountsWhatWasPlanned()
    {
        var full = SampleRun.OneWorkload;
        var cells = full.Results.Cells.Where(result => result.Cell.Model != "async").ToList();
        var plan = full.Results.Run.Plan with { Workloads = [.. full.Results.Run.Plan.Workloads.Select(plan => WorkloadPlan.Of(plan.Workload, plan.Concurrencies, ["sequential", "threads"]))] };
        var input = full with { Results = full.Results with { Cells = cells, Run = full.Results.Run with { Plan = plan } } };

        Assert.StartsWith("3 of 3 cells", ReportDocument.Build(new RunView(full)).Outcome, StringComparison.Ordinal);
        Assert.StartsWith("2 of 2 cells", ReportDocument.Build(new RunView(input)).Outcome, StringComparison.Ordinal);

        var two = plan with { Workloads = [.. full.Results.Run.Plan.Workloads, .. plan.Workloads.Select(plan => WorkloadPlan.Of("primes", plan.Concurrencies, ["sequential", "threads"]))] };
        input = full with { Results = full.Results with { Run = full.Results.Run with { Plan = two } } };
        Assert.StartsWith("3 of 5 cells", ReportDocument.Build(new RunView(input)).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_Outcome_SaysRoundsAndDisturbedOperations()
    {
        var input = SampleRun.Troubled with { Results = SampleRun.Troubled.Results with { Cells = [.. SampleRun.Troubled.Results.Cells.Select((cell, index) => cell with { Rounds = 2 + (index % 2) })] } };

        var outcome = ReportDocument.Build(new RunView(input)).Outcome;

        Assert.Contains("2 to 3 rounds", outcome, StringComparison.Ordinal);
        Assert.Contains("5 of 2240 were disturbed but had to count, so no verdict rests on them", outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_Costs_HaveNoAllocationsOfChildrenAndServersOnlyWhereItemsWaitForThem()
    {
        var costs = ReportDocument.Build(new RunView(SampleRun.Full)).Costs;

        Assert.Equal(["–", "272 B"], new[] { "processes/http/16", "async/http/16" }.Select(cell => Of(cell, "Allocated per item")));
        Assert.Equal(["61.0 µs", "–", "–"], new[] { "async/http/16", "async/primes/2", "async/files/16" }.Select(cell => Of(cell, "Server CPU per item")));

        string Of(string cell, string header) => costs.Rows.Single(row => row[0].ToString() == cell)[costs.Columns.ToList().FindIndex(column => column.Header == header)].ToString();
    }

    [Fact]
    public void Build_ClaimAboutAModelThatWasNotRun_IsNotLost() =>
        Assert.Contains("event-loop", Assert.Single(ReportDocument.Build(new RunView(SampleRun.Full)).OtherClaims).Text, StringComparison.Ordinal);

    [Fact]
    public void Markdown_EveryWarningAndFailure_IsThere()
    {
        var input = SampleRun.Troubled;
        var text = Plain(MarkdownReport.Text(ReportDocument.Build(new RunView(input))));

        Assert.All(ReaderWarnings.Of(input.Results), warning => Assert.Contains(warning, text, StringComparison.Ordinal));

        static string Plain(string markdown) => System.Net.WebUtility.HtmlDecode(markdown.Replace("\\", string.Empty, StringComparison.Ordinal));
    }

    private static TextCell Throughput(ReportInput input, string model, string workload)
    {
        var table = ReportDocument.Build(new RunView(input)).Throughput;
        var column = table.Columns.Index().Single(item => item.Item.Header.StartsWith($"{workload}, ", StringComparison.Ordinal)).Index;
        return table.Rows.Single(row => row[0].ToString() == model)[column];
    }

    private static ReportInput Excluding(params Exclusion[] exclusions) => SampleRun.Full with
    {
        Results = SampleRun.Full.Results with
        {
            Cells = [.. SampleRun.Full.Results.Cells.Where(result => result.Cell is not { Model: "dataflow", Workload: "files" })],
            Run = SampleRun.Full.Results.Run with { Plan = SampleRun.Full.Results.Run.Plan with { Exclusions = exclusions } },
        },
    };

    private static ReportInput With(ReportInput input, string cell, Func<CellResult, CellResult> change) => input with
    {
        Results = input.Results with { Cells = [.. input.Results.Cells.Select(result => result.Cell.ToString() == cell ? change(result) : result)] },
    };
}
