namespace ConcurrencyBench.Analysis.Judging;

/// <summary>A verdict or rank that more rounds could change.</summary>
/// <param name="Workload">Whose rounds.</param>
/// <param name="Text">What is open, one clause.</param>
/// <param name="Urgency">When its turn comes.</param>
/// <param name="Openness">How many times narrower intervals must become, above 1; infinite when there is none yet.</param>
internal sealed record OpenQuestion(string Workload, string Text, Urgency Urgency, double Openness);
