using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>What a measurement is asked for: what models are compared by.</summary>
/// <param name="Name">What it is called, as "memory".</param>
/// <param name="Unit">Its base unit, as "B"; empty for a pure number.</param>
/// <param name="Of">Reads it off a measurement; null where the measurement does not tell.</param>
public sealed record Quantity(string Name, string Unit, Func<BlockMeasurement, double?> Of)
{
    /// <summary>Items done in a time.</summary>
    public static Quantity Throughput { get; } = new("throughput", "items/ns", Quantities.Throughput);

    /// <summary>Wall time of an item.</summary>
    public static Quantity Time { get; } = new("time of an item", "ns", measurement => Quantities.NanosecondsPerItem(measurement));

    /// <summary>Memory that the model's process tree would need alone.</summary>
    public static Quantity Memory { get; } = new("memory", "B", Quantities.Memory);

    /// <summary>Wall time of an item of a phase.</summary>
    /// <param name="phase">The phase's name.</param>
    /// <returns>Nanoseconds.</returns>
    public static Quantity TimeOf(string phase) => new($"time of {phase}", "ns", measurement => Find(measurement, phase) is { Items: > 0 } found ? found.Nanoseconds / found.Items : null);

    /// <summary>The median latency of a phase's items.</summary>
    /// <param name="phase">The phase's name.</param>
    /// <returns>Nanoseconds.</returns>
    public static Quantity MedianOf(string phase) => new($"median latency, {phase}", "ns", measurement => Find(measurement, phase)?.Latency?.Median);

    /// <summary>The 99th percentile of the latency of a phase's items.</summary>
    /// <param name="phase">The phase's name.</param>
    /// <returns>Nanoseconds.</returns>
    public static Quantity P99Of(string phase) => new($"p99 latency, {phase}", "ns", measurement => Find(measurement, phase)?.Latency?.P99);

    /// <summary>The longest latency of a phase's items.</summary>
    /// <param name="phase">The phase's name.</param>
    /// <returns>Nanoseconds.</returns>
    public static Quantity MaximumOf(string phase) => new($"longest latency, {phase}", "ns", measurement => Find(measurement, phase)?.Latency?.Maximum);

    /// <summary>Memory held for each item of a phase.</summary>
    /// <param name="phase">The phase's name.</param>
    /// <returns>Bytes.</returns>
    public static Quantity BytesOf(string phase) => new($"bytes, {phase}", "B", measurement => Find(measurement, phase)?.BytesPerItem);

    /// <summary>
    /// By how much the time of an item grows for each tenfold of a size: from the slope of a straight line through the phases of one
    /// measurement, by least squares over the logarithms of both. 1 where the time does not depend on it, 10 where it is proportional.
    /// </summary>
    /// <param name="size">What the size is called.</param>
    /// <param name="phases">The phases, at least two of different size, and how large each is.</param>
    /// <returns>A pure number; absent where a phase is.</returns>
    public static Quantity GrowthPerTenfold(string size, params IReadOnlyList<(string Phase, double Size)> phases)
    {
        var times = phases.Select(phase => TimeOf(phase.Phase)).ToList();
        var sizes = phases.Select(phase => Math.Log10(phase.Size)).ToArray();
        return new($"growth of time for each tenfold of {size}", string.Empty, measurement =>
        {
            var logarithms = times.Select(time => time.Of(measurement)).OfType<double>().Select(Math.Log10).ToArray();
            return logarithms.Length == sizes.Length ? Math.Pow(10, MathNet.Numerics.Fit.Line(sizes, logarithms).B) : null;
        });
    }

    /// <summary>One quantity of a measurement over another of the same one, which needs no pairing.</summary>
    /// <param name="other">Below the line.</param>
    /// <returns>A pure number.</returns>
    public Quantity Over(Quantity other) => new($"{Name} ÷ {other.Name}", string.Empty, measurement => Of(measurement) / other.Of(measurement));

    private static Phase? Find(BlockMeasurement measurement, string phase) => measurement.Phases?.FirstOrDefault(found => found.Name == phase);
}
