namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>What a run knows of itself so far, from which it chooses its next round.</summary>
/// <param name="Questions">What is open; questions of coverage are the runner's own.</param>
/// <param name="VarianceRatios">The variance between blocks of a launch over that between launches, by comparison id; absent where it is not known yet.</param>
public sealed record RunOutlook(IReadOnlyList<OpenQuestion> Questions, IReadOnlyDictionary<string, double> VarianceRatios)
{
    /// <summary>Of a run that measures what it planned, whatever comes of it.</summary>
    public static RunOutlook Nothing { get; } = new([], new Dictionary<string, double>());
}
