using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>What further rounds could settle.</summary>
/// <param name="Id">What identifies it.</param>
/// <param name="Text">What is open, one clause, as "threads.io: S(gil-threads, http, 16)".</param>
/// <param name="Comparison">The <see cref="Abstractions.Records.Comparison.Id"/> of the comparison that is measured for it.</param>
/// <param name="Cells">All cells that a block needs for it: those compared, and their baseline and null cases where the answer rests on them.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="MoreRounds">How many further rounds are expected to settle it, at least 1; infinite where no plan's maximum is likely to.</param>
public sealed record OpenQuestion(string Id, string Text, string Comparison, IReadOnlyList<Cell> Cells, QuestionKind Kind, double MoreRounds);
