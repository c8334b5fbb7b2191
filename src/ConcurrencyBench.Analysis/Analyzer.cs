using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Claims;
using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis;

/// <summary>Turns what was set out and what was measured into everything a report shows. Pure: the same journal gives the same results.</summary>
public static class Analyzer
{
    /// <summary>Every claim there is, in the order of the table.</summary>
    public static IReadOnlyList<Claim> Claims => ClaimTable.All;

    /// <summary>Analyses a run, finished or not.</summary>
    /// <param name="run">What was set out, where, and with what.</param>
    /// <param name="entries">The journal, in order.</param>
    /// <returns>The results.</returns>
    public static RunResults Analyze(RunManifest run, IReadOnlyList<JournalEntry> entries)
    {
        var journal = new JournalIndex(entries, run.Environment);
        var comparisons = new PlannedComparisons(run.Plan);
        var floors = new NoiseFloors(journal, comparisons, run.Calibration);
        var summaries = CellSummary.All(run.Plan, journal, floors, comparisons);
        var rankings = new Rankings(journal, summaries, floors).Of(run.Plan);
        var cells = ServerShare.Mark(Distinctions.Mark(summaries, rankings), run.Environment);
        var noise = floors.Of(run.Plan);
        var findings = new RunFigures(run, journal, cells, floors, comparisons);
        var warnings = new RunWarnings(run, journal, cells, noise);
        var results = new RunResults
        {
            Run = run,
            Duration = TimeSpan.FromMilliseconds(journal.Milliseconds),
            Cells = cells,
            NoiseFloors = noise,
            Rankings = rankings,
            Granularities = TaskGranularities.Of(cells),
            Judgements = [.. Claims.Select(claim => claim.Judge(findings))],
            Failures = journal.Failures,
            Blocks = journal.Blocks,
            Operations = journal.Operations,
            Looks = run.IsPlannedAsOneLook ? Looks.Once : Looks.Any,
            LeftOut = journal.LeftOut,
            DisturbedOperations = journal.DisturbedOperations,
            OrchestratorShare = journal.OrchestratorShare,
            VarianceRatios = VarianceRatios.Of(run.Plan, journal),
            MachineWarnings = warnings.OfTheMachine,
            Warnings = warnings.All,
        };
        return results with { NoAnswer = MissingAnswer.Of(results) };
    }

    /// <summary>What more rounds could still settle, those that were not measured yet among it.</summary>
    /// <param name="results">The results so far.</param>
    /// <returns>Verdicts, then ranks; empty when nothing is open.</returns>
    public static IReadOnlyList<UnresolvedQuestion> UnresolvedQuestions(RunResults results) => new UnresolvedQuestions(results).All();
}
