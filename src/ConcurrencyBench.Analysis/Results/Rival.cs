namespace ConcurrencyBench.Analysis.Results;

/// <summary>A model beside the best of its comparison.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Ratio">How many times worse it is, 1 or above but for noise. Its interval holds together with those of all pairs of the comparison.
/// Of one by the baseline, its rounds are those of the model that has fewer.</param>
/// <param name="Place">What that says.</param>
public sealed record Rival(string Model, Figure Ratio, Place Place)
{
    /// <summary>What is as good as the best.</summary>
    public const double AsGood = 1.05;

    /// <summary>In how many rounds both were measured.</summary>
    public int CommonRounds { get; init; }

    /// <summary>Whether the ratio is formed by what either has to the baseline, since that says more than the rounds in which both were measured.</summary>
    public bool IsByBaseline { get; init; }
}
