namespace ConcurrencyBench.Analysis.Results;

/// <summary>A model beside the fastest of its comparison.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Ratio">The fastest model's throughput over this one's, formed within blocks.</param>
/// <param name="IsAsGood">Whether no difference is found: the interval reaches 1, or the noise floor hides it, or there is no interval.</param>
public sealed record Rival(string Model, Figure Ratio, bool IsAsGood);
