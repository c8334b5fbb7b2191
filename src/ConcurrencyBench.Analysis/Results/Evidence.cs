using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>A figure that a claim was judged by.</summary>
/// <param name="Name">What it is, as "S(threads, primes, 2)".</param>
/// <param name="Rule">What it is held against, as "≥ 1.4".</param>
/// <param name="Unit">The figure's unit, as "×"; empty for a pure number.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Verdict">What this figure alone says.</param>
public sealed record Evidence(string Name, string Rule, string Unit, Figure Figure, Verdict Verdict)
{
    /// <summary>The noise floor of the figure's comparison and quantity.</summary>
    internal Floor Floor { get; init; } = Floor.Unknown;

    /// <summary>Whether contaminated blocks had to count.</summary>
    internal bool IsDisturbed { get; init; }
}
