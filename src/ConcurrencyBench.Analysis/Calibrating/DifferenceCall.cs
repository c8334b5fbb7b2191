using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Calibrating;

/// <summary>Whether a run would call two cells different: by the rule of its verdicts, with noise floors.</summary>
/// <param name="floorOf">The floor of a number of rounds; null where there is none.</param>
internal sealed class DifferenceCall(Func<int, double?> floorOf)
{
    /// <summary>After the last round, in a run that looks once.</summary>
    /// <param name="medians">The launch medians, a log ratio a round.</param>
    public bool AtOneLook(IReadOnlyList<double> medians) => IsDifferent(medians, Looks.Once);

    /// <summary>After any round, in a run that looks after each.</summary>
    /// <param name="medians">The launch medians, a log ratio a round.</param>
    public bool AtAnyLook(IReadOnlyList<double> medians) =>
        Enumerable.Range(Estimate.FewestRounds, Math.Max(0, medians.Count + 1 - Estimate.FewestRounds)).Any(rounds => IsDifferent([.. medians.Take(rounds)], Looks.Any));

    private bool IsDifferent(IReadOnlyList<double> medians, Looks looks)
    {
        var figure = Figures.Of(new Estimate(medians), []);
        var test = new LimitTest(figure with { NoiseFloor = floorOf(medians.Count) is { } floor ? new NoiseFloor(floor) : null }, 1, looks);
        return test.IsAtLeast != test.IsAtMost;
    }
}
