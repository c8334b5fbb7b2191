using System.Globalization;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Views;

/// <summary>
/// Numbers for people: values are stored in base units and scaled here, to three significant digits, as
/// golang.org/x/perf/benchunit does. Culture has no say.
/// </summary>
public static class Format
{
    /// <summary>What is printed for a figure that there is none of.</summary>
    public const string Absent = "–";

    private static readonly (double Factor, string Suffix)[] DecimalBytes =
        [(1e12, " TB"), (1e9, " GB"), (1e6, " MB"), (1e3, " kB"), (1, " B")];

    /// <summary>A value with its unit, as "1.23 ms" or "1.94×".</summary>
    /// <param name="value">The value in the base unit.</param>
    /// <param name="unit">"ns", "B" (also "bytes"), "×", a rate or count such as "items/s", or empty for a pure number.</param>
    /// <returns>The text; a dash when the value is not finite.</returns>
    public static string Value(double value, string unit)
    {
        if (!double.IsFinite(value))
        {
            return Absent;
        }

        var (factor, suffix) = Scale(value, unit);
        return Fixed(value / factor, Decimals(value / factor, unit)) + suffix;
    }

    /// <summary>A value on an axis whose ticks are powers of ten, as "10 kB" or "100 µs": scaled by thousands whatever the unit, without zeros behind.</summary>
    /// <param name="value">The value in the base unit.</param>
    /// <param name="unit">"ns" or "B".</param>
    /// <returns>The text; a dash when the value is not finite.</returns>
    public static string Tick(double value, string unit)
    {
        if (!double.IsFinite(value))
        {
            return Absent;
        }

        var (factor, suffix) = Pick(value, unit == "ns" ? Units.Seconds : DecimalBytes);
        return (value / factor).ToString("0.###", CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>A number of bytes beside such an axis, as "10.2 kB".</summary>
    /// <param name="value">Bytes.</param>
    /// <returns>The text, to three digits; a dash when the value is not finite.</returns>
    public static string OnDecimalAxis(double value)
    {
        if (!double.IsFinite(value))
        {
            return Absent;
        }

        var (factor, suffix) = Pick(value, DecimalBytes);
        return Fixed(value / factor, Decimals(value / factor, "B")) + suffix;
    }

    /// <summary>A value of unknown uncertainty, as "~1.9×": at most two significant digits.</summary>
    /// <param name="value">The value in the base unit.</param>
    /// <param name="unit">As for <see cref="Value"/>.</param>
    /// <returns>The text; a dash when the value is not finite.</returns>
    public static string Rough(double value, string unit)
    {
        if (!double.IsFinite(value))
        {
            return Absent;
        }

        var (factor, suffix) = Scale(value, unit);
        var scaled = value / factor;
        var rounded = Math.Round(scaled / Step(scaled)) * Step(scaled);
        return $"~{Fixed(rounded, Math.Clamp(-(int)Math.Round(Math.Log10(Step(rounded))), 0, 6))}{suffix}";

        static double Step(double number) => number == 0 ? 1 : Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(number) * (1 + 1e-12))) - 1);
    }

    /// <summary>A figure with its interval, as "1.94× [1.88, 2.01]"; the interval is in the value's unit and digits.</summary>
    /// <param name="figure">The figure, in the base unit.</param>
    /// <param name="unit">As for <see cref="Value"/>.</param>
    /// <returns>The text; without an interval the rough value alone, and of two modes both with their shares.</returns>
    public static string Figure(Figure figure, string unit)
    {
        if (figure.Modes is { } modes)
        {
            return string.Join(" or ", modes.Select(mode => $"{Value(mode.Value, unit)} ({Fixed(100 * mode.Share, 0)} %)"));
        }

        if (!double.IsFinite(figure.Value) || figure.Interval is null)
        {
            return Rough(figure.Value, unit);
        }

        var (factor, _) = Scale(figure.Value, unit);
        var decimals = Decimals(figure.Value / factor, unit);
        return $"{Value(figure.Value, unit)} [{Fixed(figure.Interval.Lower / factor, decimals)}, {Fixed(figure.Interval.Upper / factor, decimals)}]";
    }

    /// <summary>A duration for a sentence, as "2 min 51 s".</summary>
    /// <param name="duration">The duration.</param>
    /// <returns>The text, to the second above ten seconds.</returns>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 10 } => Value(duration.TotalNanoseconds, "ns"),
        { TotalMinutes: < 1 } => $"{duration.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)} s",
        { TotalHours: < 1 } => $"{duration.Minutes} min {duration.Seconds} s",
        _ => $"{(int)duration.TotalHours} h {duration.Minutes} min",
    };

    /// <summary>A number of things, as "1 failure" or "3 failures".</summary>
    /// <param name="number">How many.</param>
    /// <param name="singular">One of them.</param>
    /// <returns>The text.</returns>
    public static string Count(int number, string singular) =>
        $"{number.ToString(CultureInfo.InvariantCulture)} {singular}{(number == 1 ? string.Empty : "s")}";

    private static (double Factor, string Suffix) Scale(double value, string unit) => unit switch
    {
        "ns" => Pick(value, Units.Seconds),
        "B" or "bytes" => Pick(value, Units.Binary),
        "×" => (1, "×"),
        "" => Pick(value, Decimal(string.Empty)),
        _ => Pick(value, Decimal(" " + unit)),
    };

    private static (double Factor, string Suffix)[] Decimal(string suffix) =>
        [(1e9, "G" + suffix), (1e6, "M" + suffix), (1e3, "k" + suffix), (1, suffix)];

    // 999.7 prints as 1,000 in three digits, so it already belongs to the next scale.
    private static (double Factor, string Suffix) Pick(double value, IReadOnlyList<(double Factor, string Suffix)> scales) =>
        scales.Where(scale => Math.Abs(value) >= scale.Factor * 0.9995).DefaultIfEmpty(scales[^1]).First();

    private static int Decimals(double scaled, string unit)
    {
        if (scaled == 0)
        {
            return 0;
        }

        // 0.96× beside 1.94×: ratios around 1 are read together, so they have the same decimals.
        var decimals = Digits(Math.Round(scaled, Digits(scaled)));
        return unit == "×" && Math.Abs(scaled) >= 0.1 ? Math.Min(decimals, 2) : decimals;

        static int Digits(double number) =>
            number == 0 ? 6 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(number))), 0, 6);
    }

    private static string Fixed(double value, int decimals) =>
        double.IsFinite(value) ? value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : "∞";
}
