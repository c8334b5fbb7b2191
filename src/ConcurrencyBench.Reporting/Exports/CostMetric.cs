using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Reporting.Exports;

/// <summary>A column of the cost table as BenchmarkDotNet knows it: a metric, which its exporters show beside times.</summary>
/// <param name="column">The column.</param>
/// <param name="place">Which of them it is, from 0.</param>
internal sealed class CostMetric(CostColumn column, int place) : IMetricDescriptor
{
    private static readonly IReadOnlyList<CostMetric> _all = [.. CostColumn.All.Select((column, place) => new CostMetric(column, place))];

    public string Id => column.Header;

    public string DisplayName => column.Header;

    public string Legend => column.Description;

    public string NumberFormat => "0.####";

    public UnitType UnitType => column.Unit switch
    {
        "ns" => UnitType.Time,
        "B" => UnitType.Size,
        _ => UnitType.Dimensionless,
    };

    public string Unit => column.Unit;

    public bool TheGreaterTheBetter => false;

    public int PriorityInCategory => place;

    public bool GetIsAvailable(Metric metric) => true;

    /// <summary>What a cell's operations cost.</summary>
    /// <param name="measurements">At least one.</param>
    /// <returns>The median of each cost; none for one that was ever absent.</returns>
    public static IReadOnlyList<Metric> Of(IReadOnlyList<BlockMeasurement> measurements) =>
        [.. _all.Select(metric => metric.MedianOf(measurements)).OfType<Metric>()];

    private Metric? MedianOf(IReadOnlyList<BlockMeasurement> measurements)
    {
        var values = measurements.Select(measurement => column.Of(measurement.Costs, measurement.Items)).OfType<double>().Order().ToList();
        return values.Count < measurements.Count ? null : new Metric(this, (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2);
    }
}
