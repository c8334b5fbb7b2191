namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>How much the launches of a model vary, beside what all models share.</summary>
/// <param name="Variance">Between launches.</param>
/// <param name="Freedom">On how many degrees of freedom it rests.</param>
/// <param name="Group">The models that it was pooled over; each has it.</param>
internal sealed record Spread(double Variance, int Freedom, IReadOnlyList<int> Group);
