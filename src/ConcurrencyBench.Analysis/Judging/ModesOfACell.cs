using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>The places around which a cell's values of a metric gather: two, or else their median alone.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Modes">The lowest first; none where the metric was not measured.</param>
internal sealed record ModesOfACell(Cell Cell, IReadOnlyList<Mode> Modes)
{
    /// <summary>Finds them.</summary>
    public static ModesOfACell Of(CellSamples samples, Metric metric)
    {
        var logs = samples.Logs(metric).Rounds.SelectMany(round => round).ToList();
        return new ModesOfACell(samples.Cell, logs.Count == 0 ? [] : TwoModes.Find(logs) ?? [new Mode(1, Math.Exp(Medians.Of(logs)))]);
    }

    /// <summary>
    /// Adds to a figure what the modes of its sides leave of it. Sides that change together, as on a machine of two speeds, have modes that their ratios in
    /// blocks do not have: then nothing is added.
    /// </summary>
    /// <param name="figure">The figure: of one cell, or the ratio of two.</param>
    /// <param name="metric">Its metric.</param>
    /// <param name="sides">The cell and, of a ratio, the one below the line.</param>
    /// <returns>The figure with its range and a warning for each side that has two modes; as it is where none has.</returns>
    public static Figure Mark(Figure figure, Metric metric, params IReadOnlyList<CellSamples> sides)
    {
        var modes = sides.Select(side => Of(side, metric)).ToList();
        if (modes.TrueForAll(side => side.Modes.Count < 2) || modes.Exists(side => side.Modes.Count == 0) || RangeOf(modes, metric, sides) is not { } range)
        {
            return figure;
        }

        return figure with { ModeRange = range, Warnings = [.. figure.Warnings, .. FigureWarnings.TwoModes(modes, metric)] };
    }

    private static Interval? RangeOf(List<ModesOfACell> modes, Metric metric, IReadOnlyList<CellSamples> sides)
    {
        if (sides.Count == 1)
        {
            return new Interval(modes[0].Modes[0].Value, modes[0].Modes[^1].Value);
        }

        // Ratios of independent modes gather around more than two places, of which the outermost are those of unlike modes.
        var ratios = sides[0].LogRatios(sides[1].Cell, metric);
        return TwoModes.Find(ratios) is [var lower, var upper] ? new Interval(lower.Value, upper.Value)
            : TwoModes.AreOnePlace(ratios) ? null
            : new Interval(modes[0].Modes[0].Value / modes[1].Modes[^1].Value, modes[0].Modes[^1].Value / modes[1].Modes[0].Value);
    }
}
