using System.Globalization;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Checks;

/// <summary>The rules for single values. Each gives the fault, or null when the value keeps the rule.</summary>
internal static class Rule
{
    /// <summary>
    /// An hour, which is longer than anything that is waited for: <c>prepare</c> must be answered within a minute, and an operation may
    /// take twenty times its slowest warm-up.
    /// </summary>
    public const double LongestNanoseconds = 3.6e12;

    /// <summary>More than any counter of an operation can be: four months of CPU time, ten petabytes. A thousand of them can be added without overflow.</summary>
    public const long MostAmount = 10_000_000_000_000_000;

    /// <summary>More rounds and blocks than any run has.</summary>
    public const int MostRounds = 1_000_000;

    /// <summary>Thirty years.</summary>
    public const long LongestRunMilliseconds = 1_000_000_000_000;

    private const int LongestName = 200;

    /// <summary>A time in nanoseconds.</summary>
    public static Fault? Time(string member, double value, double least = 1) => value >= least && value <= LongestNanoseconds
        ? null
        : new Fault(member, Text(value), $"a time is a number of nanoseconds from {Text(least)} to an hour");

    /// <summary>The time of an operation whose items wait.</summary>
    public static Fault? Waits(string member, double value, double shortest) => value * Tolerance.OfAClock >= shortest
        ? null
        : new Fault(member, Text(value), $"faster than its waits allow, which take {Text(shortest)} ns at the least");

    /// <summary>A number of something, or null where it is not available.</summary>
    public static Fault? Amount(string member, long? value) => value is null or (>= 0 and <= MostAmount)
        ? null
        : new Fault(member, Text(value), "an amount is a whole number from 0 to 10,000,000,000,000,000");

    /// <summary>A difference of two readings, which may be negative; or null.</summary>
    public static Fault? Difference(string member, double? value) => value is null || Math.Abs(value.Value) <= MostAmount
        ? null
        : new Fault(member, Text(value), "a difference is a number of at most 10,000,000,000,000,000");

    /// <summary>A whole number within limits.</summary>
    public static Fault? Whole(string member, long value, long least, long most) => value >= least && value <= most
        ? null
        : new Fault(member, Text(value), $"a whole number from {Text(least)} to {Text(most)} was expected");

    public static Fault? Name(string member, string? value) => value is { Length: > 0 and <= LongestName }
        ? null
        : new Fault(member, Text(value), "a name of 1 to 200 characters was expected");

    /// <summary>What is beside a comparison.</summary>
    public static Fault? Neighbour(string member, NeighbourKind kind) =>
        Enum.IsDefined(kind) ? null : new Fault(member, Text((int)kind), $"one of {string.Join(", ", Enum.GetNames<NeighbourKind>())} was expected");

    /// <summary>Elements that are all there and keep a rule.</summary>
    /// <param name="member">The list's name.</param>
    /// <param name="list">The list; null when it is absent, which is a fault.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="rule">What each must be, given its name.</param>
    public static Fault? Each<T>(string member, IReadOnlyList<T>? list, int most, Func<string, T, Fault?> rule)
    {
        if (list is null || list.Count > most)
        {
            return new Fault(member, list is null ? "null" : $"a list of {Text(list.Count)}", $"a list of at most {Text(most)} was expected");
        }

        for (var index = 0; index < list.Count; index++)
        {
            var name = $"{member}[{Text(index)}]";
            if ((list[index] is null ? new Fault(name, "null", "no element may be null") : rule(name, list[index])) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>A value as text for a message.</summary>
    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
