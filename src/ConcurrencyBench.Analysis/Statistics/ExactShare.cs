using ConcurrencyBench.Abstractions.Records;
using MathNet.Numerics.Distributions;

namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>
/// How often something was seen, with the exact interval of its probability: Clopper and Pearson, "The use of confidence or fiducial limits
/// illustrated in the case of the binomial", 1934. Trials must not share a launch, or the interval is too narrow.
/// </summary>
internal static class ExactShare
{
    private const double Tail = 0.025;
    private const double OneTail = 0.05;

    /// <summary>The share of trials.</summary>
    /// <param name="count">In how many it was seen.</param>
    /// <param name="of">How many there were; 0 says nothing, so that anything may be.</param>
    public static ObservedShare Of(int count, int of) => new(
        count,
        of,
        count == 0 ? 0 : Beta.InvCDF(count, of - count + 1, Tail),
        count == of ? 1 : Beta.InvCDF(count + 1, of - count, 1 - Tail))
    {
        AtMost = count == of ? 1 : Beta.InvCDF(count + 1, of - count, 1 - OneTail),
    };

    /// <summary>The share of trials.</summary>
    /// <param name="trials">Whether it was seen, for each.</param>
    public static ObservedShare Of(IEnumerable<bool> trials)
    {
        var all = trials.ToList();
        return Of(all.Count(seen => seen), all.Count);
    }
}
