namespace ConcurrencyBench.Abstractions.Records;

/// <summary>One time that a run was started or resumed.</summary>
/// <param name="StartedAt">When, UTC.</param>
/// <param name="BudgetSeconds">How long the run might take in all, this session and those before it.</param>
/// <param name="Entries">How many lines its journal had.</param>
public sealed record SessionRecord(DateTimeOffset StartedAt, int BudgetSeconds, int Entries);
