using System.Globalization;

namespace ConcurrencyBench.Analysis.Metrics;

/// <summary>The units of metrics. A limit is set by hand and is round: unlike a measurement, it is printed as it is and not rounded to three digits.</summary>
public static class Units
{
    /// <summary>The scales of a time in nanoseconds, the largest first.</summary>
    public static IReadOnlyList<(double Factor, string Suffix)> Seconds { get; } = [(1e9, " s"), (1e6, " ms"), (1e3, " µs"), (1, " ns")];

    /// <summary>The scales of a number of bytes, the largest first.</summary>
    public static IReadOnlyList<(double Factor, string Suffix)> Binary { get; } = [(1L << 40, " TiB"), (1L << 30, " GiB"), (1L << 20, " MiB"), (1L << 10, " KiB"), (1, " B")];

    /// <summary>The limit as it is printed beside a figure.</summary>
    /// <param name="limit">A positive number in the base unit.</param>
    /// <param name="unit">"ns", "B", "×", another unit that is not scaled, or empty for a pure number.</param>
    /// <returns>As "1 ms", "1.4×", "0.7".</returns>
    public static string Text(double limit, string unit) => unit switch
    {
        "ns" => Scaled(limit, Seconds),
        "B" => Scaled(limit, Binary),
        "" or "×" => Number(limit) + unit,
        _ => $"{Number(limit)} {unit}",
    };

    /// <summary>The limit without its unit.</summary>
    /// <param name="limit">The number.</param>
    /// <returns>As "1.4".</returns>
    public static string Number(double limit) => limit.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Scaled(double limit, IReadOnlyList<(double Factor, string Suffix)> scales)
    {
        var (factor, suffix) = scales.Where(scale => limit >= scale.Factor).DefaultIfEmpty(scales[^1]).First();
        return Number(limit / factor) + suffix;
    }
}
