using System.Globalization;
using ConcurrencyBench.Reporting.Tables;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>What a waiting task costs in memory and in time, a point for each model: for runs that have pending.</summary>
internal sealed class TaskCostChart : Chart
{
    /// <summary>The workload that it is about.</summary>
    public const string Workload = "pending";

    /// <inheritdoc/>
    public override string Id => "task-cost";

    /// <inheritdoc/>
    public override ChartImage? Draw(ReportInput input)
    {
        var view = new RunView(input);
        if (TaskCostPanel.Of(view) is not { } panel)
        {
            return null;
        }

        var count = panel.Concurrency.ToString("#,0", CultureInfo.InvariantCulture);
        return new ChartImage
        {
            Title = $"Cost of a task: {count} that all wait",
            Subtitle = ReportText.Machine(view.Results.Run),
            Description = $"Cost of one of {count} waiting tasks. " + string.Join(" ", panel.Costs.Select(Describe)),
            Panels = [panel.Draw()],
            Footnote = "Both axes are logarithmic: lower and further left is cheaper. Memory: the process's share (PSS) while all wait, less what it was "
                + "before; a pool of threads that is kept is there before. Time: to start all and, when they need wait no more, to finish all."
                + (panel.Costs.Any(cost => cost.IsRough) ? " Hollow marks: too few rounds for an interval." : string.Empty),
        };
    }

    private static string Describe(TaskCost cost) => $"{cost.Model}: {Format.OnDecimalAxis(cost.Bytes)}, {Format.Value(cost.Nanoseconds, "ns")}.";
}
