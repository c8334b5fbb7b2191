using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>A model's round trips over the size of the message.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Points">The sizes, ascending, each with the nanoseconds of a round trip.</param>
internal sealed record RoundTripLine(string Model, IReadOnlyList<(string Size, double Bytes, Figure Nanoseconds)> Points);
