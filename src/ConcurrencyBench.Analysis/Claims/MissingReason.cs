using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Why a cell has no clean measurement, in a clause for the reader of the table.</summary>
internal static class MissingReason
{
    /// <summary>Finds the reason: it was not to be measured, it failed, the machine was busy, or its turn has not come.</summary>
    public static RequirementResult Explain(Plan plan, JournalIndex journal, Cell cell) =>
        Excluded(plan, cell)
        ?? (NotChosen(plan, cell) is { } left ? RequirementResult.None(left, ExclusionKind.NotChosen) : null)
        ?? RequirementResult.None(Failed(journal, cell) ?? Contaminated(journal, cell) ?? $"{cell.Model} has not been measured with {cell.Workload} yet");

    private static RequirementResult? Excluded(Plan plan, Cell cell)
    {
        if (plan.Exclusions.FirstOrDefault(exclusion => exclusion.Covers(cell.Model, cell.Workload, cell.Parameters)) is not { } excluded)
        {
            return null;
        }

        var kind = plan.KindOf(excluded);
        return RequirementResult.None(
            kind switch
            {
                ExclusionKind.OverLimit => $"{cell.Workload} with {cell.Concurrency} in flight is over a limit of this machine for {cell.Model}: {excluded.Reason}",
                ExclusionKind.NotInstalled => $"what {cell.Model} needs for {cell.Workload} is not installed here: {excluded.Reason}",
                ExclusionKind.NotChosen => $"{cell.Workload} with {cell.Model} was not chosen: {excluded.Reason}",
                _ => $"{cell.Model} does not run {cell.Workload}: {excluded.Reason}",
            },
            kind);
    }

    private static string? NotChosen(Plan plan, Cell cell)
    {
        if (plan.Workloads.FirstOrDefault(planned => planned.Workload == cell.Workload) is not { } workload)
        {
            return $"{cell.Workload} was not selected";
        }

        if (!workload.Models.Contains(cell.Model))
        {
            return $"{cell.Model} was not selected";
        }

        return workload.Comparisons.Any(comparison => comparison.Cells.Contains(cell)) ? null
            : workload.Comparisons.All(comparison => !comparison.Parameters.At(1).Equals(cell.Parameters.At(1))) ? $"{cell.Workload} was not selected with {(cell.Parameters.HasOthers ? cell.Parameters.OthersText : "its usual parameters")}"
            : !workload.Concurrencies.Contains(cell.Concurrency) ? $"{cell.Workload} was not selected at concurrency {cell.Concurrency}"
            : $"{cell.Model} was not selected at concurrency {cell.Concurrency}";
    }

    private static string? Failed(JournalIndex journal, Cell cell)
    {
        // What ended a worker may be filed under another of its cells.
        var failure = journal.Find(cell) is { Failures: [var first, ..] }
            ? first
            : journal.Failures.FirstOrDefault(failed => failed.Cell.SharesWorkerWith(cell));
        return failure is null ? null : $"{cell.Model} failed with {cell.Workload}: {failure.Reason}";
    }

    private static string? Contaminated(JournalIndex journal, Cell cell) => journal.Find(cell)?.LeftOut switch
    {
        null or { Total: 0 } => null,
        { Total: 1 } operations => $"the only operation of {cell} was left out {operations.Because}",
        { } operations => $"all {operations.Total} operations of {cell} were left out {operations.Because}",
    };
}
