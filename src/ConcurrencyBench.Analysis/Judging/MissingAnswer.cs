using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>Whether a run has anything to say at all: one that has not must not look like a success.</summary>
internal static class MissingAnswer
{
    /// <summary>Finds why a run answers nothing.</summary>
    /// <returns>One sentence; null when it answers something, or when nothing but the number of rounds keeps it from that.</returns>
    public static string? Of(RunResults results) => NothingMeasured(results) ?? NothingDecided(results);

    private static string? NothingMeasured(RunResults results)
    {
        var failed = results.FailedCells;
        if (results.Cells.Any(result => !failed.Contains(result.Cell)))
        {
            return null;
        }

        return results.Failures is [var first, ..]
            ? $"Nothing could be measured: {SentenceNumbers.Count(results.Failures.Count, "failure")}, the first of {first.Cell}: {first.Reason.TrimEnd('.')}."
            : results.Operations > 0 ? $"Nothing could be measured: all {SentenceNumbers.Count(results.Operations, "operation")} were left out {results.LeftOut.Because}."
            : "Nothing could be measured: no operation that counts ended within the budget. Continue the run with more time (--resume DIR --budget 3m), or start another.";
    }

    /// <summary>
    /// Nothing was decided because everything was disturbed. A run without a warm-up is disturbed by its own workers, and one of too few
    /// rounds decides nothing anywhere: neither sets out to decide.
    /// </summary>
    private static string? NothingDecided(RunResults results)
    {
        var counted = results.Operations - results.LeftOut.Total;
        if (!results.Run.Plan.WarmsUp || results.DisturbedOperations == 0 || results.DisturbedOperations < counted)
        {
            return null;
        }

        var figures = results.Judgements.SelectMany(judgement => judgement.Evidence).Select(evidence => evidence.Figure)
            .Concat(results.Rankings.SelectMany(ranking => ranking.Speed.Rivals).Select(rival => rival.Ratio));
        var isDecided = results.Judgements.Any(judgement => judgement.Verdict is Verdict.Supported or Verdict.Contradicted)
            || results.Rankings.Any(ranking => ranking.IsReliable);
        return !isDecided && figures.Any(figure => figure.Interval is not null)
            ? $"Nothing was decided: the machine was disturbed during {(counted == 1 ? "the only operation" : $"all {counted} operations")} that had to count. Run again on a quiet machine, and without a CPU quota that is used up."
            : null;
    }
}
