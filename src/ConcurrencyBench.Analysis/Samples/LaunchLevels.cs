using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>
/// The level of each cell of a comparison in each of its launches: the median, over a round's blocks, of the logarithm of a metric less what the
/// whole block has in common, so that the drift of the machine falls out as it does in a ratio.
/// </summary>
internal static class LaunchLevels
{
    /// <summary>Finds the levels.</summary>
    /// <param name="blocks">The comparison's blocks, in order.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="metric">The metric; a measurement where it is absent or not positive does not count.</param>
    /// <returns>A row for each cell, with its level in each round; null where it has none.</returns>
    public static IReadOnlyList<IReadOnlyList<double?>> Of(IReadOnlyList<MeasuredBlock> blocks, IReadOnlyList<Cell> cells, Metric metric)
    {
        var values = blocks.Select(block => cells.Select(cell => Log(block.Find(cell), metric)).ToArray()).ToList();
        var levels = cells.Select((_, cell) => MedianOf(values.Select(block => block[cell]))).ToArray();
        var common = values.Select(block => MedianOf(block.Select((value, cell) => value - levels[cell]))).ToList();
        var rounds = blocks.Select((block, index) => (block.Round, Index: index)).GroupBy(block => block.Round, block => block.Index).ToList();
        return [.. cells.Select((_, cell) => rounds.Select(round => MedianOf(round.Select(block => values[block][cell] - common[block]))).ToArray())];
    }

    private static double? Log(BlockMeasurement? measurement, Metric metric) =>
        measurement is not null && metric.Read(measurement) is > 0 and < double.PositiveInfinity and var value ? Math.Log(value) : null;

    private static double? MedianOf(IEnumerable<double?> values) => values.OfType<double>().ToList() is { Count: > 0 } known ? Medians.Of(known) : null;
}
