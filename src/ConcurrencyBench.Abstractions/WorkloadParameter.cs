using System.Globalization;

namespace ConcurrencyBench.Abstractions;

/// <summary>A named number of a workload beside the concurrency, as the delay of its server.</summary>
/// <param name="Name">Its name, letters and digits: as "delay".</param>
/// <param name="Unit">The unit of its values, as "ms"; empty for a plain number.</param>
/// <param name="Meaning">What it is, in a clause for the reader of a list.</param>
/// <param name="Usual">The value that a cell has which names none, and which no cell names.</param>
/// <param name="Values">All values that it may have, ascending; the usual one is among them.</param>
public sealed record WorkloadParameter(string Name, string Unit, string Meaning, double Usual, IReadOnlyList<double> Values)
{
    /// <summary>A value as reports print it.</summary>
    /// <param name="value">The value.</param>
    /// <returns>As "delay 10 ms".</returns>
    public string Text(double value) => $"{Name} {Amount(value)}";

    /// <summary>Its values in words.</summary>
    /// <returns>As "0 or 10 ms, usually 10".</returns>
    public string Choice() => $"{string.Join(", ", Values.SkipLast(1).Select(Number))}{(Values.Count > 1 ? " or " : string.Empty)}{Amount(Values[^1])}, usually {Number(Usual)}";

    private string Amount(double value) => Unit.Length == 0 ? Number(value) : $"{Number(value)} {Unit}";

    private static string Number(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);
}
