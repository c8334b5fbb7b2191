using System.Globalization;
using System.Text;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// Puts the limits of requirements into a claim's sentence. An argument <c>{0:share}</c> is the bound of the first requirement, side and number:
/// <list type="bullet">
/// <item><c>share</c>: "at least 70 %"</item>
/// <item><c>more</c>: what a ratio has above 1, "at most 10 %"</item>
/// <item><c>times</c>: "at least 8 times", "at most twice"</item>
/// <item><c>part</c>: "at most half", "at most a tenth"</item>
/// <item><c>of</c>: before a noun, "at least 80 % of the" or, for 1, "at least the"</item>
/// <item><c>longer</c>: "longer", or for another limit than 1 "more than 3 times as long"</item>
/// <item><c>value</c>: with its unit, "at most 1 ms"</item>
/// <item><c>flight</c>: its concurrency, "1,000"</item>
/// </list>
/// </summary>
internal static class ClaimSentence
{
    /// <summary>Composes the sentence.</summary>
    /// <exception cref="FormatException">An argument names a requirement or a format that there is not.</exception>
    public static string Compose(string form, IReadOnlyList<Requirement> requirements) =>
        string.Format(CultureInfo.InvariantCulture, CompositeFormat.Parse(form), [.. requirements.Select(requirement => new Argument(requirement))]);

    private static string Say(string format, Requirement requirement)
    {
        var (side, limit) = (requirement.Bound.Side, requirement.Bound.Factor);
        return format switch
        {
            "share" => $"{Words(side)} {Percent(limit)}",
            "more" => $"{Words(side)} {Percent(limit - 1)}",
            "times" => $"{Words(side)} {Times(limit)}",
            "part" => $"{Words(side)} {Part(limit)}",
            "of" => limit == 1 ? $"{Words(side)} the" : $"{Words(side)} {Percent(limit)} of the",
            "longer" => limit == 1 && side == Side.Above ? "longer" : $"{Words(side)} {(limit == 1 ? "as long" : $"{Times(limit)} as long")}",
            "value" => $"{Words(side)} {Units.Text(limit, requirement.Unit)}",
            "flight" => requirement.Concurrency?.ToString("#,0", CultureInfo.InvariantCulture) ?? "as many as there are cores",
            _ => throw new FormatException($"a limit is not said as '{format}'"),
        };
    }

    private static string Words(Side side) => side switch
    {
        Side.Above => "more than",
        Side.AtLeast => "at least",
        _ => "at most",
    };

    // A limit such as 1.1 is not exactly a tenth above 1.
    private static string Percent(double share) => $"{Units.Number(Math.Round(100 * share, 6))} %";

    private static string Times(double limit) => limit == 2 ? "twice" : $"{Units.Number(limit)} times";

    private static string Part(double limit) => limit switch
    {
        0.5 => "half",
        0.25 => "a quarter",
        0.2 => "a fifth",
        0.1 => "a tenth",
        0.01 => "a hundredth",
        _ => $"{Units.Number(limit)} times",
    };

    private sealed record Argument(Requirement Requirement) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => Say(format ?? string.Empty, Requirement);
    }
}
