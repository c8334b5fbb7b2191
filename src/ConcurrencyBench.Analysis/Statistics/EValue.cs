namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>
/// Evidence against the hypothesis that a normal mean is a given value, its variance unknown. It may be looked at after every round: under the hypothesis
/// it ever reaches 20 in at most 5 % of runs, however often they look and whenever they stop (Ville's inequality). It is the Bayes factor of a
/// normal effect with unit variance on the scale of the deviation, under the right Haar prior of that scale: Wang and Ramdas, "Anytime-valid t-tests and
/// confidence sequences for Gaussian means with unknown variance", 2024.
/// </summary>
internal static class EValue
{
    /// <summary>What decides: wrong in at most one of twenty runs at the limit itself, on both sides together.</summary>
    public const double Decisive = 20;

    /// <summary>The e-value of Student's t.</summary>
    /// <param name="t">The mean's distance from the hypothesis in standard errors; infinite where there is no spread.</param>
    /// <param name="rounds">How many values there are, from 2.</param>
    /// <returns>At most (1 + rounds)^((rounds − 1) / 2), so never decisive with fewer than five rounds.</returns>
    public static double Of(double t, int rounds)
    {
        var freedom = rounds - 1;
        var square = t * t / freedom;

        // Divided before the logarithm, so that an infinite t has its limit.
        var ratio = double.IsInfinity(square) ? 1 + rounds : (1 + square) / (1 + (square / (1 + rounds)));
        return Math.Exp((0.5 * rounds * Math.Log(ratio)) - (0.5 * Math.Log(1 + rounds)));
    }

    /// <summary>How many rounds make it decisive, if mean and deviation stay as they are.</summary>
    /// <param name="t">The distance so far, in standard errors.</param>
    /// <param name="rounds">How many values there are.</param>
    /// <param name="most">How many there may be.</param>
    /// <returns>A number of rounds; null when more than there may be are needed.</returns>
    public static int? RoundsNeeded(double t, int rounds, int most)
    {
        for (var count = rounds; count <= most; count++)
        {
            if (Of(t * Math.Sqrt((double)count / rounds), count) >= Decisive)
            {
                return count;
            }
        }

        return null;
    }
}
