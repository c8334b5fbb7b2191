using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Tests;

/// <summary>Everything of a run that a reader must not miss.</summary>
internal static class ReaderWarnings
{
    public static IReadOnlyList<string> Of(RunResults results) =>
    [
        .. results.Warnings,
        .. results.Cells.SelectMany(cell => cell.NanosecondsPerItem.Warnings.Concat(cell.SpeedUp?.Warnings ?? [])),
        .. results.Judgements.SelectMany(judgement => judgement.Evidence).SelectMany(evidence => evidence.Figure.Warnings),
        .. results.Judgements.Select(judgement => judgement.Reason).OfType<string>(),
        .. results.Failures.Select(failure => failure.Reason),
        .. results.Failures.SelectMany(failure => failure.LogTail),
        .. results.Run.Plan.Exclusions.Select(exclusion => exclusion.Reason),
    ];
}
