using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>
/// Whether a comparison is looked at once, at its planned end, so that an interval decides: the number of rounds is fixed, the run was never resumed, and all
/// of those rounds measured the cells to their last block, left out or not.
/// <para>
/// Fewer rounds would be one look as well, if the clock alone had ended them: how long two models take together does not say which is faster. But no file says
/// what ended a run. A user who reads the report of an unfinished run and then ends it has looked twice, so what is incomplete needs an e-value.
/// Rejected: believing that it was the clock; refusing the whole run for one comparison that is incomplete.
/// </para>
/// </summary>
/// <param name="run">What was set out.</param>
/// <param name="journal">What was measured.</param>
internal sealed class PlannedLook(RunManifest run, JournalIndex journal)
{
    /// <summary>How often a comparison is looked at.</summary>
    /// <param name="comparison">One of the plan's; null for none, which nothing was planned for.</param>
    /// <param name="cells">Those of its cells that are compared.</param>
    public Looks Of(Comparison? comparison, IReadOnlyList<Cell> cells) => run.IsPlannedAsOneLook && comparison is not null && IsDone(comparison, cells) ? Looks.Once : Looks.Any;

    private bool IsDone(Comparison comparison, IReadOnlyList<Cell> cells) =>
        journal.BlocksOf(comparison.Id).Where(block => cells.All(cell => block.Measurements.Any(measurement => measurement.Cell == cell)))
            .CountBy(block => block.Round).Count(round => round.Value >= run.Plan.BlocksPerRound) >= run.Plan.MinimumRounds;
}
