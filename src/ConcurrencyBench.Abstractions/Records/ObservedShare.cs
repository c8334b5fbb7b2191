namespace ConcurrencyBench.Abstractions.Records;

/// <summary>How often something was seen.</summary>
/// <param name="Count">How often.</param>
/// <param name="Of">In how many trials.</param>
/// <param name="Lower">The lower end of the exact 95 % interval of the share (Clopper and Pearson 1934), for trials that do not depend on one another.</param>
/// <param name="Upper">The upper end.</param>
public sealed record ObservedShare(int Count, int Of, double Lower, double Upper)
{
    /// <summary>What the share is at most, with 95 % confidence: the one-sided limit, lower than <see cref="Upper"/>. Null in earlier files.</summary>
    public double? AtMost { get; init; }
}
