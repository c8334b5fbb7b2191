using System.Globalization;

namespace ConcurrencyBench.Abstractions.Streams;

/// <summary>How many events go from how many sources to how many handlers.</summary>
/// <param name="Sources">How many sources, from 1.</param>
/// <param name="Handlers">How many handlers, from 1: an event goes to each of them.</param>
/// <param name="EventsPerSource">How many events each source has.</param>
public sealed record StreamShape(int Sources, int Handlers, int EventsPerSource)
{
    /// <summary>What claims and files name it by, as "1000x16".</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Sources}x{Handlers}");

    /// <summary>What reports call it, as "1,000 × 16".</summary>
    public string Label => string.Create(CultureInfo.InvariantCulture, $"{Sources:N0} × {Handlers:N0}");

    /// <summary>How many events there are of all sources together.</summary>
    internal long Events => (long)Sources * EventsPerSource;
}
