namespace ConcurrencyBench.Analysis.Results;

/// <summary>A model beside the best of its comparison.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Ratio">How many times worse it is, 1 or above but for noise. Its interval holds together with those of all pairs of the comparison.</param>
/// <param name="Place">What that says.</param>
public sealed record Rival(string Model, Figure Ratio, Place Place)
{
    /// <summary>What is as good as the best.</summary>
    public const double AsGood = 1.05;
}
