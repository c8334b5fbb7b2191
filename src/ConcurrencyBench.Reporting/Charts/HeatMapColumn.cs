using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>A workload's column of the heat map.</summary>
/// <param name="Comparison">The comparison that speaks for the workload.</param>
/// <param name="Cells">From top to bottom.</param>
internal sealed record HeatMapColumn(Comparison Comparison, IReadOnlyList<SpeedUpBar> Cells)
{
    private static readonly Color Faster = Color.FromHex("#08519C");
    private static readonly Color Slower = Color.FromHex("#B45309");

    // Every column has its own, or twice as fast on two cores would be white beside 16 times as fast on 16 waits. A
    // column of small differences does not get deep colours: 2× is the least that does.
    private double Deepest { get; } = Cells.Where(cell => cell is { SpeedUp: not null, IsNoDifference: false })
        .Select(cell => Math.Abs(Math.Log2(cell.SpeedUp!.Value))).Append(1).Max();

    /// <summary>A cell's colour.</summary>
    /// <param name="cell">A cell of this column.</param>
    /// <returns>Blue for faster, orange for slower, by ratio; white when it is not distinguishable from 1, grey when there is none.</returns>
    public Color ColorOf(SpeedUpBar cell)
    {
        if (cell.SpeedUp is not { } figure)
        {
            return Color.FromHex("#F0F2F5");
        }

        var depth = cell.IsNoDifference ? 0 : Math.Clamp(Math.Log2(figure.Value) / Deepest, -1, 1);
        return ChartTheme.Paper.MixedWith(depth < 0 ? Slower : Faster, Math.Abs(depth));
    }
}
