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

    /// <summary>Adds to a figure what the modes of its sides leave of it.</summary>
    /// <param name="figure">The figure: of one cell, or the ratio of two.</param>
    /// <param name="metric">Its metric.</param>
    /// <param name="sides">The cell and, of a ratio, the one below the line.</param>
    /// <returns>The figure with its range and a warning for each side that has two modes; as it is where none has.</returns>
    public static Figure Mark(Figure figure, Metric metric, params IReadOnlyList<CellSamples> sides)
    {
        var modes = sides.Select(side => Of(side, metric)).ToList();
        if (modes.TrueForAll(side => side.Modes.Count < 2) || modes.Exists(side => side.Modes.Count == 0))
        {
            return figure;
        }

        var (above, below) = (modes[0].Modes, modes.Count > 1 ? modes[1].Modes : [new Mode(1, 1)]);
        return figure with
        {
            ModeRange = new Interval(above[0].Value / below[^1].Value, above[^1].Value / below[0].Value),
            Warnings = [.. figure.Warnings, .. FigureWarnings.TwoModes(modes, metric)],
        };
    }
}
