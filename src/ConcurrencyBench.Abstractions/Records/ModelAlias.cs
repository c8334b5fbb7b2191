using System.Globalization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>
/// Other names of a model in a run, each launched and paired like any other model: <c>threads-again</c>, the null case beside
/// <c>threads</c>; <c>threads#1</c>, <c>threads#2</c>, as many as are wanted; <c>threads#1+5%</c>, a copy whose operations do so much more
/// work. The ratio of two names without extra work is what a run can call a difference when there is none.
/// </summary>
public static class ModelAlias
{
    /// <summary>What the name of a null case ends in.</summary>
    public const string AgainSuffix = "-again";

    private const char CopySign = '#';
    private const char ExtraSign = '+';
    private const char PercentSign = '%';
    private const int MostDigits = 4;

    /// <summary>The name of a model's null case.</summary>
    /// <param name="model">The model's id.</param>
    /// <returns>As "threads-again".</returns>
    public static string Again(string model) => model + AgainSuffix;

    /// <summary>The name of one of several copies of a model.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="number">Which copy, from 1.</param>
    /// <param name="extraWorkPercent">How much more work it does, in percent; 0 for identical code.</param>
    /// <returns>As "threads#1" or "threads#1+5%".</returns>
    public static string Copy(string model, int number, int extraWorkPercent = 0) => string.Create(
        CultureInfo.InvariantCulture, $"{model}{CopySign}{number}{(extraWorkPercent == 0 ? string.Empty : $"{ExtraSign}{extraWorkPercent}{PercentSign}")}");

    /// <summary>Whether a name is another name of a model: such are not shown as models of their own.</summary>
    /// <param name="name">A model's name in a run.</param>
    /// <returns>False for the model's id.</returns>
    public static bool Is(string name) => ModelId(name).Length < name.Length;

    /// <summary>The id of the model that a name stands for.</summary>
    /// <param name="name">A model's name in a run.</param>
    /// <returns>The catalogue's id.</returns>
    public static string ModelId(string name) => name.EndsWith(AgainSuffix, StringComparison.Ordinal) ? name[..^AgainSuffix.Length]
        : CopyIn(name) is { } copy ? name[..copy.Start]
        : name;

    /// <summary>How much more work a name stands for.</summary>
    /// <param name="name">A model's name in a run.</param>
    /// <returns>Percent; 0 for identical code.</returns>
    public static int ExtraWorkPercent(string name) => CopyIn(name)?.ExtraWorkPercent ?? 0;

    /// <summary>Where the sign of a copy stands, and its extra work; null where the name is none of a copy.</summary>
    private static (int Start, int ExtraWorkPercent)? CopyIn(string name)
    {
        var start = name.LastIndexOf(CopySign);
        var parts = start < 0 ? [] : name[(start + 1)..].Split(ExtraSign);
        return parts switch
        {
            [var number] when Number(number) is not null => (start, 0),
            [var number, [.. var extra, PercentSign]] when Number(number) is not null && Number(extra) is { } percent => (start, percent),
            _ => null,
        };
    }

    /// <summary>A number from 1 as this program writes it.</summary>
    private static int? Number(string text) =>
        text.Length is > 0 and <= MostDigits && text[0] != '0' && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
