using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// Measures a plan: every workload gets its minimum of rounds, then what is left of the budget goes to those whose
/// verdicts or ranks are still open. A round starts only if, going by its earlier ones, it ends within the budget.
/// </summary>
/// <param name="session">What the rounds share.</param>
/// <param name="openWorkloads">The workloads whose results still leave something open, most open first.</param>
public sealed class Runner(RunSession session, Func<IReadOnlyList<JournalEntry>, IReadOnlyList<string>> openWorkloads)
{
    private readonly Dictionary<string, TimeSpan> _longest = [];
    private readonly Dictionary<string, int> _rounds = [];
    private readonly Dictionary<string, int> _next = [];

    private Plan Plan => session.Manifest.Plan;

    /// <summary>Measures until the plan is done, the budget is spent or nothing is open any more.</summary>
    /// <param name="cancellationToken">Interrupts; what was measured until then is in the journal.</param>
    /// <returns>A task that ends when no process is left.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var entries in session.Entries.OfType<CellEntry>().GroupBy(entry => entry.Cell.Workload))
        {
            _next[entries.Key] = entries.Max(entry => entry.Round) + 1;
            _rounds[entries.Key] = WholeRounds(entries);
        }

        while (Next() is { } plan)
        {
            var started = session.Clock.Elapsed;
            var round = _next.GetValueOrDefault(plan.Workload);
            await new Round(session, plan, round, activity => ReportProgress(plan, round, activity)).RunAsync(cancellationToken).ConfigureAwait(false);
            _next[plan.Workload] = round + 1;
            _rounds[plan.Workload] = _rounds.GetValueOrDefault(plan.Workload) + 1;
            var took = session.Clock.Elapsed - started;
            _longest[plan.Workload] = _longest.TryGetValue(plan.Workload, out var longest) && longest > took ? longest : took;
        }
    }

    /// <summary>Rounds with all their blocks, each with all its models. What an interrupted round measured counts for the figures, but the round is made up for.</summary>
    private int WholeRounds(IGrouping<string, CellEntry> entries)
    {
        if (Plan.Workloads.FirstOrDefault(plan => plan.Workload == entries.Key) is not { } plan)
        {
            return 0;
        }

        var failed = plan.Models.Where(model => session.HasFailed(model, plan.Workload)).ToList();
        return entries.GroupBy(entry => entry.Round).Count(round =>
        {
            var lost = failed.Concat(round.OfType<Failure>().Select(failure => failure.Cell.Model)).ToHashSet();
            return round.OfType<BlockMeasurement>().GroupBy(measurement => measurement.Block)
                .Count(block => IsWhole(plan, [.. block], lost)) >= plan.Comparisons.Count * Plan.BlocksPerRound;
        });
    }

    /// <summary>Whether a block has all cells of its comparison whose models were not lost.</summary>
    private static bool IsWhole(WorkloadPlan plan, IReadOnlyList<BlockMeasurement> block, HashSet<string> lost) =>
        plan.Comparisons.FirstOrDefault(comparison => comparison.Id == block[0].Comparison) is { } comparison
            && comparison.Cells.Where(cell => !lost.Contains(cell.Model)).All(cell => block.Any(measurement => measurement.Cell == cell));

    private WorkloadPlan? Next()
    {
        // Fewest rounds first, so that a run cut short has a bit of everything.
        var due = Plan.Workloads
            .Where(plan => _rounds.GetValueOrDefault(plan.Workload) < Plan.MinimumRounds)
            .OrderBy(plan => _rounds.GetValueOrDefault(plan.Workload))
            .ToList();
        return due.Count == 0 ? NextOpen() : due.Find(Fits);
    }

    private WorkloadPlan? NextOpen()
    {
        if (Plan.MinimumRounds >= Plan.MaximumRounds || session.Clock.Left == TimeSpan.Zero)
        {
            return null;
        }

        var open = openWorkloads(session.Entries);
        return Plan.Workloads
            .Where(plan => open.Contains(plan.Workload) && _rounds[plan.Workload] < Plan.MaximumRounds && Fits(plan))
            .OrderBy(plan => _rounds[plan.Workload])
            .ThenBy(plan => open.ToList().IndexOf(plan.Workload))
            .FirstOrDefault();
    }

    private bool Fits(WorkloadPlan plan) => session.Clock.Left > Expected(plan);

    /// <summary>How long a round of a workload takes: its longest, or that of the others while it had none.</summary>
    private TimeSpan Expected(WorkloadPlan plan) =>
        _longest.TryGetValue(plan.Workload, out var own) ? own : _longest.Values.DefaultIfEmpty(TimeSpan.Zero).Max();

    private void ReportProgress(WorkloadPlan current, int round, string activity) => session.Progress?.Report(
        new RunProgress(current.Workload, round, Plan.MinimumRounds, Plan.MaximumRounds, activity, session.Clock.Elapsed, session.Clock.Left)
        {
            Left = Plan.MinimumRounds == Plan.MaximumRounds && _longest.Count > 0 ? Due() : null,
        });

    /// <summary>How long the rounds still due take, the one that is measured among them.</summary>
    private TimeSpan Due()
    {
        var due = Plan.Workloads.Select(plan => Expected(plan) * Math.Max(0, Plan.MinimumRounds - _rounds.GetValueOrDefault(plan.Workload)))
            .Aggregate(TimeSpan.Zero, (sum, next) => sum + next);
        return due < session.Clock.Left ? due : session.Clock.Left;
    }
}
