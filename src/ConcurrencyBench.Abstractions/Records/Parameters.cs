using System.Globalization;
using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>
/// The named numbers of a cell: its concurrency, and what its workload has beside (a delay, a size, a rate). Two are equal when they
/// have the same names and numbers. In files an object, as <c>{"concurrency":16}</c>.
/// </summary>
[JsonConverter(typeof(ParametersConverter))]
public sealed class Parameters : IEquatable<Parameters>
{
    private readonly SortedList<string, double> _others;

    /// <summary>Parameters with these numbers.</summary>
    internal Parameters(int concurrency, SortedList<string, double> others) => (Concurrency, _others) = (concurrency, others);

    /// <summary>The most items in flight at once.</summary>
    public int Concurrency { get; }

    /// <summary>The numbers beside the concurrency, by name.</summary>
    public IReadOnlyDictionary<string, double> Others => _others;

    /// <summary>Parameters with nothing but a concurrency.</summary>
    /// <param name="concurrency">The most items in flight at once.</param>
    /// <returns>The parameters.</returns>
    public static Parameters Of(int concurrency) => new(concurrency, []);

    /// <summary>The same, but for one number.</summary>
    /// <param name="name">Its name, camelCase.</param>
    /// <param name="value">The number.</param>
    /// <returns>The parameters.</returns>
    public Parameters With(string name, double value) => new(Concurrency, new SortedList<string, double>(_others, StringComparer.Ordinal) { [name] = value });

    /// <summary>The same at another concurrency.</summary>
    /// <param name="concurrency">The most items in flight at once.</param>
    /// <returns>The parameters.</returns>
    public Parameters At(int concurrency) => new(concurrency, _others);

    /// <summary>The numbers as a part of an id: "16", or "16/delay=5". No two different parameters have the same.</summary>
    [JsonIgnore]
    public string Id => string.Concat(_others.Select(number => string.Create(CultureInfo.InvariantCulture, $"/{number.Key}={number.Value:R}")).Prepend(Number(Concurrency)));

    /// <summary>Reads an id.</summary>
    /// <param name="id">As <see cref="Id"/> gives it.</param>
    /// <returns>The parameters.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static Parameters Parse(string id)
    {
        var parts = id.Split('/');
        return parts.Skip(1).Aggregate(Of(int.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture)), (parameters, part) => part.Split('=') is [var name, var value]
            ? parameters.With(name, double.Parse(value, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{part}' is no parameter: NAME=NUMBER was expected"));
    }

    /// <summary>Whether a number beside the concurrency is set.</summary>
    [JsonIgnore]
    public bool HasOthers => _others.Count > 0;

    /// <summary>The numbers beside the concurrency as text: "delay 5"; empty where there are none.</summary>
    [JsonIgnore]
    public string OthersText => string.Join(", ", _others.Select(number => string.Create(CultureInfo.InvariantCulture, $"{number.Key} {number.Value}")));

    /// <inheritdoc/>
    public bool Equals(Parameters? other) => other is not null && Concurrency == other.Concurrency && _others.Count == other._others.Count && (_others.Count == 0 || _others.SequenceEqual(other._others));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Parameters);

    /// <inheritdoc/>
    public override int GetHashCode() => _others.Count == 0 ? Concurrency : _others.Aggregate(Concurrency, (hash, number) => HashCode.Combine(hash, number.Key, number.Value));

    /// <summary>The numbers as text: "16", or "16, delay 5".</summary>
    /// <returns>The concurrency first, then the others by name.</returns>
    public override string ToString() => OthersText is { Length: > 0 } others ? $"{Number(Concurrency)}, {others}" : Number(Concurrency);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
