using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>What models are compared by.</summary>
internal static class Quantities
{
    /// <summary>Items done in a nanosecond; operations of different size compare by it.</summary>
    /// <param name="measurement">A measurement.</param>
    /// <returns>Items per nanosecond.</returns>
    public static double? Throughput(BlockMeasurement measurement) => measurement.Items / measurement.Nanoseconds;

    /// <summary>Memory that the model's process tree would need alone.</summary>
    /// <param name="measurement">A measurement.</param>
    /// <returns>Bytes, or null when the system does not tell.</returns>
    public static double? Memory(BlockMeasurement measurement) => measurement.Costs.MemoryBytes;

    /// <summary>CPU time of an item, over the model's whole process tree.</summary>
    /// <param name="measurement">A measurement.</param>
    /// <returns>Nanoseconds, or null when the system does not tell.</returns>
    public static double? CpuPerItem(BlockMeasurement measurement) => (double?)measurement.Costs.CpuNanoseconds / measurement.Items;

    /// <summary>Wall time of an item.</summary>
    /// <param name="measurement">A measurement.</param>
    /// <returns>Nanoseconds.</returns>
    public static double NanosecondsPerItem(BlockMeasurement measurement) => measurement.Nanoseconds / measurement.Items;
}
