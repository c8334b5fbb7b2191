using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>Why a cell has no clean measurement, in a clause for the reader of the table.</summary>
internal static class Absences
{
    /// <summary>Finds the reason: it was not to be measured, it failed, the machine was busy, or its turn has not come.</summary>
    /// <param name="plan">What was set out.</param>
    /// <param name="journal">What was measured.</param>
    /// <param name="cell">A cell without a clean measurement.</param>
    /// <returns>The reason.</returns>
    public static string Explain(Plan plan, JournalIndex journal, Cell cell) =>
        NotPlanned(plan, cell) ?? Failed(journal, cell) ?? Contaminated(journal, cell) ?? $"{cell.Model} has not been measured with {cell.Workload} yet";

    private static string? NotPlanned(Plan plan, Cell cell)
    {
        if (plan.Exclusions.FirstOrDefault(exclusion => exclusion.Covers(cell.Model, cell.Workload, cell.Concurrency)) is { } excluded)
        {
            return $"{cell.Model} does not run {cell.Workload}: {excluded.Reason}";
        }

        if (plan.Workloads.FirstOrDefault(planned => planned.Workload == cell.Workload) is not { } workload)
        {
            return $"{cell.Workload} was not selected";
        }

        if (!workload.Models.Contains(cell.Model))
        {
            return $"{cell.Model} was not selected";
        }

        if (Baseline.Is(cell.Model))
        {
            return null;
        }

        return !workload.Concurrencies.Contains(cell.Concurrency) ? $"{cell.Workload} was not selected at concurrency {cell.Concurrency}"
            : workload.ModelsAt(cell.Concurrency).Contains(cell.Model) ? null
            : $"{cell.Model} was not selected at concurrency {cell.Concurrency}";
    }

    private static string? Failed(JournalIndex journal, Cell cell)
    {
        // A worker serves all concurrencies of its model and workload: what ended it may be filed under another of them.
        var failure = journal.Find(cell) is { Failures: [var first, ..] }
            ? first
            : journal.Failures.FirstOrDefault(failed => failed.Cell with { Concurrency = cell.Concurrency } == cell);
        return failure is null ? null : $"{cell.Model} failed with {cell.Workload}: {failure.Reason}";
    }

    private static string? Contaminated(JournalIndex journal, Cell cell) => journal.Find(cell)?.LeftOut switch
    {
        null or { Total: 0 } => null,
        { Total: 1 } blocks => $"the only block with {cell} was left out {blocks.Because}",
        { } blocks => $"all {blocks.Total} blocks with {cell} were left out {blocks.Because}",
    };
}
