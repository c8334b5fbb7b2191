using System.Globalization;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>
/// Sizes of messages as phases are named after them, as "64 B", "4 kB" or "1 MiB". All are powers of two: the key "4 kB", which
/// stays as journals have it, is 4,096 bytes, and is shown as "4 KiB".
/// </summary>
internal static class MessageSizes
{
    private static readonly Dictionary<string, double> Units = new(StringComparer.Ordinal)
    {
        ["B"] = 1,
        ["kB"] = 1 << 10,
        ["KiB"] = 1 << 10,
        ["MB"] = 1 << 20,
        ["MiB"] = 1 << 20,
    };

    /// <summary>Reads a size.</summary>
    /// <returns>Bytes; null when it names no size.</returns>
    public static double? Parse(string name) =>
        name.Split(' ') is [var number, var unit]
        && Units.TryGetValue(unit, out var factor)
        && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
        && count > 0
            ? count * factor
            : null;

    /// <summary>A size as it is shown.</summary>
    /// <returns>The name with a binary unit; any other name as it is.</returns>
    public static string Label(string name) => Parse(name) is null ? name
        : name.Replace(" kB", " KiB", StringComparison.Ordinal).Replace(" MB", " MiB", StringComparison.Ordinal);
}
