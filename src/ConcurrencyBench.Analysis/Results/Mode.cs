namespace ConcurrencyBench.Analysis.Results;

/// <summary>One of the places around which the values of a distribution gather.</summary>
/// <param name="Share">The share of the values, from 0 to 1.</param>
/// <param name="Value">Their median, in the figure's base unit.</param>
public sealed record Mode(double Share, double Value);
