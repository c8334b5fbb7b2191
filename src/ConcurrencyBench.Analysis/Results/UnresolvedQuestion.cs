namespace ConcurrencyBench.Analysis.Results;

/// <summary>A verdict or a rank that more rounds could still settle.</summary>
/// <param name="Workload">The workload that needs the rounds.</param>
/// <param name="Id">What identifies it: the claim and its figure, or the ranked cells.</param>
/// <param name="Text">What is unresolved, one clause, as "threads.io: S(gil-threads, http, 16)".</param>
/// <param name="Openness">How many times narrower interval and noise floor must become, above 1; infinite when there is no interval yet.</param>
public sealed record UnresolvedQuestion(string Workload, string Id, string Text, double Openness);
