using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>
/// Items per second. A model's are its speed-up times the baseline's own. The speed-up is formed within blocks and so is
/// the better known, and two throughputs of one row must not contradict it.
/// </summary>
internal static class Throughputs
{
    /// <summary>The throughput of a cell's own times, items/s.</summary>
    public static Figure Own(CellResult result)
    {
        var time = result.NanosecondsPerItem;
        return new Figure(
            double.IsFinite(time.Value) ? 1e9 / time.Value : double.NaN,
            time.Interval is { } interval ? new Interval(1e9 / interval.Upper, 1e9 / interval.Lower) : null,
            time.Warnings);
    }

    /// <summary>A cell's throughput as it is printed.</summary>
    public static string Text(CellResult result, CellResult? baseline)
    {
        if (result.SpeedUp is not { } speedUp || baseline is null)
        {
            return Format.Figure(Own(result), "items/s");
        }

        var rate = speedUp.Value * Own(baseline).Value;
        return speedUp.Interval is null || baseline.NanosecondsPerItem.Interval is null ? Format.Rough(rate, "items/s") : Format.Value(rate, "items/s");
    }

    /// <summary>Warnings about a cell's speed-up or time, each once.</summary>
    public static IEnumerable<string> Warnings(CellResult result) =>
        (result.SpeedUp?.Warnings ?? []).Concat(result.NanosecondsPerItem.Warnings).Distinct();
}
