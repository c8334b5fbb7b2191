using System.Globalization;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>Which side of which limit a figure must be on; the limit may grow with the cores.</summary>
public sealed record Bound
{
    private readonly string _sign;
    private readonly double _factor;
    private readonly string _perCore;

    private Bound(string sign, double factor, string perCore) => (_sign, _factor, _perCore) = (sign, factor, perCore);

    /// <summary>The bound as a reader can check it, as "≥ 0.7 × cores".</summary>
    public string Rule => _sign + " " + Number(_factor) + _perCore;

    /// <summary>Whether the limit grows with the cores.</summary>
    internal bool IsPerCore => _perCore.Length > 0;

    /// <summary>The figure must be at least this.</summary>
    /// <param name="limit">A positive number.</param>
    /// <returns>The bound.</returns>
    public static Bound AtLeast(double limit) => new(Sign.AtLeast, limit, "");

    /// <summary>The figure must be at most this.</summary>
    /// <param name="limit">A positive number.</param>
    /// <returns>The bound.</returns>
    public static Bound AtMost(double limit) => new(Sign.AtMost, limit, "");

    /// <summary>The figure must be above this.</summary>
    /// <param name="limit">A positive number.</param>
    /// <returns>The bound.</returns>
    public static Bound Above(double limit) => new(Sign.Above, limit, "");

    /// <summary>The figure must be at least this times the number of cores.</summary>
    /// <param name="factor">A positive number.</param>
    /// <returns>The bound.</returns>
    public static Bound AtLeastPerCore(double factor) => new(Sign.AtLeast, factor, " × cores");

    /// <summary>The limit on a machine.</summary>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>A positive number.</returns>
    public double Limit(int cores) => IsPerCore ? _factor * cores : _factor;

    /// <summary>The bound with the machine's numbers, as "≥ 1.4".</summary>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>The text.</returns>
    public string RuleAt(int cores) => _sign + " " + Number(Limit(cores));

    /// <summary>What a difference from the limit says.</summary>
    /// <param name="difference">The figure against <see cref="Limit"/>.</param>
    /// <returns>Supported, contradicted or inconclusive.</returns>
    internal Verdict Judge(Difference difference)
    {
        var (holds, fails) = _sign switch
        {
            Sign.Above => (difference.IsAbove, difference.IsAtMost),
            Sign.AtLeast => (difference.IsAtLeast, difference.IsAtMost),
            _ => (difference.IsAtMost, difference.IsAtLeast),
        };
        return holds ? Verdict.Supported : fails ? Verdict.Contradicted : Verdict.Inconclusive;
    }

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static class Sign
    {
        public const string Above = ">";
        public const string AtLeast = "≥";
        public const string AtMost = "≤";
    }
}
