using System.Globalization;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>A warning, and the figures that carry its number.</summary>
/// <param name="Number">The number, from 1, as printed beside the figures.</param>
/// <param name="Text">The warning, one sentence.</param>
/// <param name="Figures">The figures it is about, in the order of the tables.</param>
public sealed record Note(int Number, string Text, IReadOnlyList<string> Figures)
{
    private const int MostNamed = 5;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>The number as it stands beside figures, in raised digits: square brackets are intervals' alone.</summary>
    public string Mark => MarkOf(Number);

    /// <summary>What it is about, in brackets: at most five figures by name.</summary>
    public string About => Figures.Count > MostNamed
        ? $"(about: {string.Join(", ", Figures.Take(MostNamed))} and {(Figures.Count - MostNamed).ToString(CultureInfo.InvariantCulture)} more)"
        : $"(about: {string.Join(", ", Figures)})";

    internal static string MarkOf(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']));
}
