using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Calibrating;

/// <summary>Turns the journal of a calibration into what is kept of it. Pure: the same journal gives the same calibration.</summary>
public static class Calibrator
{
    /// <summary>Where more operations than this were disturbed, the noise was other programs', and would hide what a quiet machine shows.</summary>
    private const double MostDisturbed = 0.5;

    private static readonly IReadOnlyList<Metric> _metrics = [Metric.Throughput, Metric.Cpu];

    /// <summary>Makes a calibration.</summary>
    /// <param name="run">Its run: comparisons of copies of models, each with its neighbour.</param>
    /// <param name="entries">The journal, in order.</param>
    /// <returns>What was found; without classes where no comparison has three rounds yet, and without floors where other programs disturbed most of it.</returns>
    public static Calibration Of(RunManifest run, IReadOnlyList<JournalEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (times, absent) = (new MeasuredTimes(entries), NeighbourRounds.Of(entries));
        entries = NeighbourRounds.LeaveOut(entries);
        var journal = new JournalIndex(entries, run.Environment);
        var found = (from comparison in run.Plan.Comparisons
                     where comparison is { Neighbour: not null, IsUnpaired: false }
                     from model in comparison.Cells.Select(cell => cell.ModelId).Distinct()
                     from metric in _metrics
                     let analysis = new ClassCalibration(comparison, new CopySamples(journal, comparison, model, metric), metric, times, (int)(run.Seed % int.MaxValue))
                     where analysis.HasEnough
                     select (Comparison: comparison, Model: model, Metric: metric, Analysis: analysis, Disturbed: DisturbedShare(run, entries, comparison, model))).ToList();
        var floors = found.Where(each => each is { Comparison.Neighbour: NeighbourKind.None, Disturbed: <= MostDisturbed }).SelectMany(each => each.Analysis.Floors()).ToList();
        var classes = found.Select(each => each.Analysis.Record(each.Model, Plain(run, each.Comparison, plain => new CopySamples(journal, plain, each.Model, each.Metric)), floors, QuietOf(each.Comparison, each.Model, each.Metric)) with { Disturbed = each.Disturbed }).ToList();
        return new Calibration
        {
            ProgramVersion = run.ProgramVersion,
            Commit = run.Commit,
            MeasuredAt = run.StartedAt,
            RunId = run.Id,
            Environment = run.Environment,
            AbsentNeighbours = absent,
            Classes = classes,
            Pools = [.. classes.GroupBy(each => (each.Neighbour, each.Metric)).Select(pool => new CalibratedPool(
                pool.Key.Neighbour, pool.Key.Metric, Sum(pool.Select(each => each.Coverage)), Sum(pool.Select(each => each.CalledDifferent)))
            {
                CalledAtAnyLook = Sum(pool.Select(each => each.CalledAtAnyLook!)),
            })],
            Floors = floors,
        };

        ClassCalibration? QuietOf(Comparison comparison, string model, Metric metric) => found.FirstOrDefault(each =>
            each is { Comparison.Neighbour: NeighbourKind.None, Disturbed: <= MostDisturbed } && each.Comparison.Workload == comparison.Workload && each.Model == model && each.Metric == metric).Analysis;
    }

    private static double DisturbedShare(RunManifest run, IReadOnlyList<JournalEntry> entries, Comparison comparison, string model) =>
        entries.OfType<BlockMeasurement>().Where(measurement => measurement.Comparison == comparison.Id && measurement.Cell.ModelId == model)
            .Average(measurement => measurement.DisturbanceOn(run.Environment) == DisturbanceKind.None ? 0.0 : 1.0);

    private static ObservedShare Sum(IEnumerable<ObservedShare> shares) =>
        shares.Aggregate(ExactShare.Of(0, 0), (sum, share) => ExactShare.Of(sum.Count + share.Count, sum.Of + share.Of));

    private static CopySamples? Plain(RunManifest run, Comparison paired, Func<Comparison, CopySamples> copies) =>
        run.Plan.Comparisons.FirstOrDefault(other => other.IsUnpaired && other.Workload == paired.Workload && other.Neighbour == paired.Neighbour) is { } plain ? copies(plain) : null;
}
