namespace ConcurrencyBench.Abstractions.Records;

/// <summary>How often a comparison that takes so long finds more work, going by rounds drawn anew from those that were measured.</summary>
/// <param name="ExtraWorkPercent">How much more work, as it was asked for.</param>
/// <param name="ExtraWork">How much more it was: the share of items that ran twice.</param>
/// <param name="Seconds">How long a comparison of a pair, the baseline and two null cases may take.</param>
/// <param name="Rounds">How many rounds fit.</param>
public sealed record CalibratedDetection(int ExtraWorkPercent, double ExtraWork, int Seconds, int Rounds)
{
    /// <summary>The share in which a run that looks once, after the last round, calls the difference; null with too few rounds.</summary>
    public double? AtOneLook { get; init; }

    /// <summary>The share in which a run that looks after every round calls it at one of them; null with too few rounds.</summary>
    public double? AtAnyLook { get; init; }
}
