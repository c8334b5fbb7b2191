using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>A verdict or a rank that more rounds could still settle.</summary>
/// <param name="Id">What identifies it: the claim and its figure, or the ranked cells.</param>
/// <param name="Text">What is unresolved, one clause, as "threads.io: S(gil-threads, http, 16)".</param>
/// <param name="Comparison">The id of the comparison that needs the rounds.</param>
/// <param name="Cells">The cells that a block needs for it.</param>
/// <param name="IsOfClaim">Whether it is a verdict, and not a rank.</param>
/// <param name="MoreRounds">How many further rounds are expected to settle it, at least 1; infinite where the plan's maximum is unlikely to.</param>
public sealed record UnresolvedQuestion(string Id, string Text, string Comparison, IReadOnlyList<Cell> Cells, bool IsOfClaim, double MoreRounds);
