using System.Globalization;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>
/// An axis of ratios: linear from 0, or logarithmic when the values lie too far apart for a linear one to show the
/// small ones. Plots get positions, readers get ratios.
/// </summary>
internal sealed class AxisScale
{
    private const double LargestLinearRange = 30;
    private static readonly double[] FineTicks = [0.125, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8];
    private static readonly int[] StepFactors = [1, 2, 4, 5, 10];

    private readonly double _low;
    private readonly double _high;

    private AxisScale(double low, double high, bool isLogarithmic)
    {
        (_low, _high, IsLogarithmic) = (low, high, isLogarithmic);
        Ticks = isLogarithmic ? Powers(low, high) : Steps(high);
    }

    /// <summary>Whether distances are ratios.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>The labelled ratios, ascending.</summary>
    public IReadOnlyList<double> Ticks { get; }

    public IReadOnlyList<string> Labels => [.. Ticks.Select(tick => tick.ToString("#,0.####", CultureInfo.InvariantCulture))];

    /// <summary>The position of the lower end.</summary>
    public double Minimum => IsLogarithmic ? Position(_low) : 0;

    /// <summary>The position of the upper end.</summary>
    public double Maximum => Position(_high);

    /// <summary>The scale that suits some ratios.</summary>
    /// <param name="ratios">Everything that is to be seen; what is not positive and finite is ignored.</param>
    /// <returns>A scale with some room at the ends; 1 is always on it.</returns>
    public static AxisScale For(IEnumerable<double> ratios)
    {
        var (low, high) = Range(ratios);
        return high / low > LargestLinearRange ? Logarithmic([low, high]) : new AxisScale(0, high * 1.05, isLogarithmic: false);
    }

    public static AxisScale Logarithmic(IEnumerable<double> ratios)
    {
        var (low, high) = Range(ratios);
        return new AxisScale(low / 1.15, high * 1.15, isLogarithmic: true);
    }

    /// <summary>Where a ratio is on the plot's axis.</summary>
    public double Position(double ratio) => IsLogarithmic ? Math.Log2(Math.Clamp(ratio, _low, _high)) : Math.Clamp(ratio, 0, _high);

    private static (double Low, double High) Range(IEnumerable<double> ratios)
    {
        var seen = ratios.Where(ratio => double.IsFinite(ratio) && ratio > 0).Append(1).ToList();
        return (seen.Min(), seen.Max());
    }

    private static double[] Powers(double low, double high)
    {
        if (high / low <= 8)
        {
            return [.. FineTicks.Where(tick => tick >= low && tick <= high)];
        }

        // Labels such as 0.0625 need room, so steps grow with the range.
        var @base = high / low > 300 ? 10 : high / low > 32 ? 4 : 2;
        var (first, last) = ((int)Math.Ceiling(Math.Log(low, @base)), (int)Math.Floor(Math.Log(high, @base)));
        return [.. Enumerable.Range(first, Math.Max(1, last - first + 1)).Select(power => Math.Pow(@base, power))];
    }

    // The smallest round step that gives at most five of them; 4 because 16 in flight is common, but not 0.4.
    private static double[] Steps(double high)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(high / 5)));
        var step = StepFactors.Where(factor => factor != 4 || power >= 1).Select(factor => factor * power).First(candidate => high / candidate <= 5);
        return [.. Enumerable.Range(0, (int)Math.Floor(high / step) + 1).Select(tick => tick * step)];
    }
}
