using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Metrics;

/// <summary>A named quantity of a measurement: its unit, its better direction, and how it is read.</summary>
/// <param name="Id">What identifies it in files, as "p99(blocked)"; no two metrics have the same.</param>
/// <param name="Name">What it is called in reports, as "memory".</param>
/// <param name="Unit">Its base unit, as "B"; empty for a pure number. Values and limits are printed in it by <see cref="Units"/>.</param>
/// <param name="Better">Which of two values is the better one.</param>
/// <param name="Read">Reads it from a measurement; null where the measurement does not have it.</param>
public sealed record Metric(string Id, string Name, string Unit, Better Better, Func<BlockMeasurement, double?> Read)
{
    /// <summary>Reads it from a launch; null for what is read from a measurement.</summary>
    public Func<Launch, double?>? ReadLaunch { get; init; }

    /// <summary>Items done in a time; operations of different size compare by it.</summary>
    public static Metric Throughput { get; } = new("throughput", "throughput", "items/ns", Better.Higher, measurement => measurement.Items / measurement.Nanoseconds);

    /// <summary>Wall time of an item.</summary>
    public static Metric Time { get; } = new("time", "time of an item", "ns", Better.Lower, measurement => measurement.Nanoseconds / measurement.Items);

    /// <summary>CPU time of an item, over the model's whole process tree.</summary>
    public static Metric Cpu { get; } = new("cpu", "CPU time of an item", "ns", Better.Lower, measurement => (double?)measurement.Costs.CpuNanoseconds / measurement.Items);

    /// <summary>Cores that an operation uses in the mean.</summary>
    public static Metric Cores { get; } = new("cores", "cores", string.Empty, Better.Lower, measurement => measurement.Costs.CpuNanoseconds / measurement.Nanoseconds);

    /// <summary>Memory that the model's process tree would need alone.</summary>
    public static Metric Memory { get; } = Of(CounterTable.Named("memoryBytes")) with { Id = "memory", Name = "memory" };

    /// <summary>From nothing to the first answers: the model's start-up and the first operation, which is cold.</summary>
    public static Metric FirstAnswers { get; } = new("firstAnswers", "time to first answers", "ns", Better.Lower, _ => null)
    {
        ReadLaunch = launch => launch.WarmUpNanoseconds is [var first, ..] ? launch.StartUpNanoseconds + first : null,
    };

    /// <summary>A cost counter.</summary>
    /// <param name="counter">A row of the table of counters.</param>
    /// <returns>Its value for an operation.</returns>
    public static Metric Of(Counter counter) => new(counter.Name, counter.Name, counter.Unit, Better.Lower, measurement => measurement.Costs[counter]);

    /// <summary>Wall time of an item of a phase.</summary>
    /// <param name="phase">The phase's id.</param>
    /// <param name="label">What reports call the phase; null where that is its id.</param>
    /// <returns>Nanoseconds.</returns>
    public static Metric TimeOf(string phase, string? label = null) => OfPhase("time", "time of ", phase, label, "ns", found => found.Items > 0 ? found.Nanoseconds / found.Items : null);

    /// <summary>The median latency of a phase's items.</summary>
    /// <param name="phase">The phase's id.</param>
    /// <param name="label">What reports call the phase; null where that is its id.</param>
    /// <returns>Nanoseconds.</returns>
    public static Metric MedianOf(string phase, string? label = null) => OfPhase("median", "median latency, ", phase, label, "ns", found => found.Latency?.Median);

    /// <summary>The mean latency of a phase's items.</summary>
    /// <param name="phase">The phase's id.</param>
    /// <param name="label">What reports call the phase; null where that is its id.</param>
    /// <returns>Nanoseconds.</returns>
    public static Metric MeanOf(string phase, string? label = null) => OfPhase("mean", "mean latency, ", phase, label, "ns", found => found.Latency?.Mean);

    /// <summary>The 99th percentile of the latency of a phase's items.</summary>
    /// <param name="phase">The phase's id.</param>
    /// <param name="label">What reports call the phase; null where that is its id.</param>
    /// <returns>Nanoseconds.</returns>
    public static Metric P99Of(string phase, string? label = null) => OfPhase("p99", "p99 latency, ", phase, label, "ns", found => found.Latency?.P99);

    /// <summary>The longest latency of a phase's items.</summary>
    /// <param name="phase">The phase's id.</param>
    /// <param name="label">What reports call the phase; null where that is its id.</param>
    /// <returns>Nanoseconds.</returns>
    public static Metric MaximumOf(string phase, string? label = null) => OfPhase("maximum", "longest latency, ", phase, label, "ns", found => found.Latency?.Maximum);

    /// <summary>Memory held for each item of a phase.</summary>
    /// <param name="phase">The phase's id.</param>
    /// <param name="label">What reports call the phase; null where that is its id.</param>
    /// <returns>Bytes.</returns>
    public static Metric BytesOf(string phase, string? label = null) => OfPhase("bytes", "bytes, ", phase, label, "B", found => found.BytesPerItem);

    /// <summary>
    /// By how much the time of an item grows for each tenfold of a size. It is read from the slope of a straight line through the phases of one
    /// measurement, by least squares over the logarithms of both. 1 where the time does not depend on it, 10 where it is proportional.
    /// </summary>
    /// <param name="size">What the size is called.</param>
    /// <param name="phases">The ids of the phases, at least two of different size.</param>
    /// <returns>A pure number; absent where a phase or its size is.</returns>
    public static Metric GrowthPerTenfold(string size, params IReadOnlyList<string> phases)
    {
        return new($"growth({string.Join(',', phases)})", $"growth of time for each tenfold of {size}", string.Empty, Better.Lower, Growth) { Phases = phases };

        double? Growth(BlockMeasurement measurement)
        {
            var points = (from phase in phases
                          select Find(measurement, phase) into found
                          where found is { Items: > 0, Nanoseconds: > 0, Size: > 0 }
                          select (Size: Math.Log10(found.Size!.Value), Time: Math.Log10(found.Nanoseconds / found.Items))).ToList();
            return points.Count == phases.Count
                ? Math.Pow(10, MathNet.Numerics.Fit.Line([.. points.Select(point => point.Size)], [.. points.Select(point => point.Time)]).B)
                : null;
        }
    }

    /// <summary>The ids of the phases that it is read from; empty for what is read from the whole operation.</summary>
    public IReadOnlyList<string> Phases { get; private init; } = [];

    /// <summary>One metric of a measurement over another of the same one, which needs no pairing.</summary>
    /// <param name="other">Below the line.</param>
    /// <returns>A pure number.</returns>
    public Metric Over(Metric other) =>
        new($"{Id}/{other.Id}", $"{Name} ÷ {other.Name}", string.Empty, Better, measurement => Read(measurement) / other.Read(measurement)) { Phases = [.. Phases, .. other.Phases] };

    /// <summary>The metric over a number.</summary>
    internal Metric Over(double divisor) => this with { Unit = string.Empty, Read = measurement => Read(measurement) / divisor };

    private static Metric OfPhase(string id, string what, string phase, string? label, string unit, Func<Phase, double?> read) =>
        new($"{id}({phase})", what + (label ?? phase), unit, Better.Lower, measurement => Find(measurement, phase) is { } found ? read(found) : null) { Phases = [phase] };

    private static Phase? Find(BlockMeasurement measurement, string phase) => measurement.Phases?.FirstOrDefault(found => found.Id == phase);
}
