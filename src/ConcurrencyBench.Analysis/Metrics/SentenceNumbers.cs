using System.Globalization;

namespace ConcurrencyBench.Analysis.Metrics;

/// <summary>Numbers as warnings and reasons print them in a sentence.</summary>
internal static class SentenceNumbers
{
    /// <summary>A ratio as it is printed in a sentence.</summary>
    public static string Number(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A noise floor as it is printed in a sentence: a reader can hold the figure against it.</summary>
    /// <param name="ratio">The ratio, from 1.</param>
    public static string Factor(double ratio) => ratio.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary>A number of cores in a sentence.</summary>
    /// <returns>As "1.5 cores".</returns>
    public static string Cores(double cores) => cores == 1 ? "1 core" : $"{cores.ToString("0.##", CultureInfo.InvariantCulture)} cores";

    /// <summary>A time in a sentence.</summary>
    public static string Milliseconds(double nanoseconds) => (nanoseconds / 1e6).ToString("0", CultureInfo.InvariantCulture);
}
