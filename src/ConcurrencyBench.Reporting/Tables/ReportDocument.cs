using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>
/// Everything that a report says in words, made once: Markdown, HTML and the terminal only lay it out, so that they
/// cannot disagree.
/// </summary>
public sealed record ReportDocument
{
    /// <summary>What was run, where.</summary>
    public required string Title { get; init; }

    /// <summary>How much of it was measured, in one sentence.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why the run answers nothing, one sentence, to be read before all else; null when it answers something.</summary>
    public string? NoAnswer { get; init; }

    /// <summary>Why the machine, or the measuring, cannot be trusted: to be read before any figure.</summary>
    public IReadOnlyList<string> MachineWarnings { get; init; } = [];

    /// <summary>Other warnings about the run as a whole.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Which model was fastest for which work.</summary>
    public required TextTable WhichModel { get; init; }

    /// <summary>The comparison table.</summary>
    public required TextTable Comparison { get; init; }

    /// <summary>Throughput by workload and model.</summary>
    public required TextTable Throughput { get; init; }

    /// <summary>What is measured of parts of an operation; without rows where no workload distinguishes any.</summary>
    public required TextTable Phases { get; init; }

    /// <summary>The smallest worthwhile task of each model; null where tasks of one size alone were measured.</summary>
    public TextTable? Granularity { get; init; }

    /// <summary>What the cells cost beside time.</summary>
    public required TextTable Costs { get; init; }

    /// <summary>How many claims the run's settings left out, and what to run for them; null when they left out none.</summary>
    public string? UnchosenClaims { get; init; }

    /// <summary>Claims about models that could not be run, one line each.</summary>
    public required IReadOnlyList<TextLine> OtherClaims { get; init; }

    /// <summary>Every failure.</summary>
    public required IReadOnlyList<FailureText> Failures { get; init; }

    /// <summary>The warnings of single figures, as numbered in the tables.</summary>
    public required IReadOnlyList<Note> Notes { get; init; }

    /// <summary>What was left out because it makes no sense, with the reasons.</summary>
    public required IReadOnlyList<string> Exclusions { get; init; }

    /// <summary>What makes sense and was left out all the same, as over a limit of the machine, with the reasons.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>What the workloads' items are.</summary>
    public required IReadOnlyList<string> Workloads { get; init; }

    /// <summary>Where and how it was run.</summary>
    public required TextTable Environment { get; init; }

    /// <summary>How to read it all, a sentence or two each.</summary>
    public required IReadOnlyList<string> HowToRead { get; init; }

    /// <summary>Puts a run into words.</summary>
    internal static ReportDocument Build(RunView view)
    {
        // Only the whole document shows which warnings are said of nearly every figure: those are said once.
        var everything = new NoteList([]);
        Compose(view, everything);
        return Compose(view, new NoteList(everything.Widespread));
    }

    private static ReportDocument Compose(RunView view, NoteList notes)
    {
        var results = view.Results;
        var document = new ReportDocument
        {
            Title = ReportText.Title(results.Run),
            Outcome = ReportText.Outcome(view),
            NoAnswer = results.NoAnswer,
            MachineWarnings = results.MachineWarnings,
            Warnings = [],
            UnchosenClaims = view.UnchosenClaims,
            LeftOut = ReportText.LeftOut(view),
            WhichModel = WhichModelTable.Build(view, notes),
            Comparison = ComparisonTable.Build(view, notes),
            OtherClaims = [.. results.Judgements.Where(judgement => !view.Models.Contains(judgement.ModelId) && !RunView.IsUnchosen(judgement))
                .Select(judgement => ComparisonTable.Claim(judgement, notes))],
            Throughput = ThroughputTable.Build(view, notes),
            Phases = PhasesTable.Build(view, notes),
            Granularity = GranularityTable.Build(view),
            Costs = CostsTable.Build(view),
            Failures = [.. results.Failures.Select(FailureText.Of)],
            Exclusions = ReportText.NotApplicable(view),
            Workloads = ReportText.Workloads(view),
            Environment = EnvironmentTable.Build(view),
            HowToRead = ReportText.HowToRead,
            Notes = [],
        };

        // Null cases stand in no table, but their warnings are about the noise floor. What is noted already keeps its number.
        foreach (var result in results.Cells)
        {
            notes.Marks(result.Cell.ToString(), Throughputs.Warnings(result));
        }

        return document with { Warnings = [.. results.Warnings.Except(results.MachineWarnings), .. notes.Sentences], Notes = notes.Notes };
    }
}
