namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>How the logarithms of two models differ.</summary>
/// <param name="Estimate">The difference.</param>
/// <param name="HalfWidth">Half of the width of its interval, which holds together with those of all pairs; null with too few launches.</param>
/// <param name="CommonLaunches">How many launches both have.</param>
/// <param name="IsByBaseline">Whether it is the difference of what either has to the baseline.</param>
internal sealed record Difference(Estimate Estimate, double? HalfWidth, int CommonLaunches, bool IsByBaseline);
