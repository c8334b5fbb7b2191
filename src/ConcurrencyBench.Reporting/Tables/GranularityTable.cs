using System.Globalization;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>The smallest worthwhile task of each model, where a run measured tasks of several sizes.</summary>
internal static class GranularityTable
{
    public static TextTable? Build(RunView view)
    {
        if (view.Results.Granularities is not { } all)
        {
            return null;
        }

        var concurrencies = all.Where(found => found.Model != RunView.Baseline).Select(found => found.Concurrency).DefaultIfEmpty(1).Distinct().Order().ToList();
        return new TextTable(
            "Smallest worthwhile task",
            "METG(50 %), the minimum effective task granularity (Slaughter et al., SC20): the smallest task with which a model gets half as much computed in a second as with the tasks that suit it "
                + "best. With smaller ones more than half of the time goes to the model itself. Interpolated over the logarithm of the task's time between the items of grain that were measured; "
                + "≤ where even the smallest of them keeps half; a figure without interval, from medians.",
            [new("Model"), .. concurrencies.Select(concurrency => new TextColumn($"{concurrency.ToString("#,0", CultureInfo.InvariantCulture)} in flight", TextAlignment.Right))],
            [.. view.Models.Where(model => all.Any(found => found.Model == model)).Select(model => Row(all, model, concurrencies))]);
    }

    private static IReadOnlyList<TextCell> Row(IReadOnlyList<TaskGranularity> all, string model, IReadOnlyList<int> concurrencies) =>
        [TextCell.Of(model), .. concurrencies.Select(concurrency => TextCell.Of(Text(all.FirstOrDefault(found => found.Model == model && (found.Concurrency == concurrency || model == RunView.Baseline)))))];

    private static string Text(TaskGranularity? found) => found switch
    {
        null => Format.Absent,
        { IsAtMost: true } => $"≤ {Format.Value(found.Nanoseconds, "ns")}",
        _ => Format.Rough(found.Nanoseconds, "ns"),
    };
}
