using System.Globalization;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// Chooses the next round. A plan of fixed rounds has whole rounds, the workload with the fewest first. Any other goes where the most questions are
/// settled a second: claims first, then cells that had no round, then those with fewer than the plan's minimum, then ranks and what is left of claims. A
/// round starts only if it is expected to end within the budget.
/// <para>
/// Rejected: rounds of all cells of a workload, most of which are decided long before the last; the most open question first, whatever it costs; a
/// round of every cell before the claims, of which one decides nothing and which a short budget would then leave open.
/// </para>
/// </summary>
/// <param name="plan">What the run sets out to measure.</param>
/// <param name="rounds">How many rounds each cell has had.</param>
/// <param name="costs">What rounds cost.</param>
/// <param name="hasFailed">Whether a model is not measured any more in a workload.</param>
internal sealed class RoundPlanner(Plan plan, CellRounds rounds, RoundCosts costs, Func<string, string, bool> hasFailed)
{
    private const int FewLaunches = 5;

    /// <summary>The next round of a plan of fixed rounds.</summary>
    /// <param name="left">What is left of the budget.</param>
    /// <returns>The round; null when there is none, or none that fits.</returns>
    public PlannedRound? NextFixed(TimeSpan left) => plan.Workloads
        .Where(workload => RoundsOf(workload) < plan.MinimumRounds)
        .OrderBy(RoundsOf)
        .Select(workload => Make(workload, IsAlive, string.Create(CultureInfo.InvariantCulture, $"round {RoundsOf(workload) + 1} of the {plan.MinimumRounds} of {workload.Workload}"), RunOutlook.Nothing))
        .FirstOrDefault(round => Fits(round, left));

    /// <summary>The round by which the most is settled a second.</summary>
    /// <param name="outlook">What is open.</param>
    /// <param name="left">What is left of the budget.</param>
    /// <returns>The round; null when nothing is open, or no round fits.</returns>
    public PlannedRound? NextOpen(RunOutlook outlook, TimeSpan left) => new RunQuestions(plan, rounds, IsAlive).InOrder(outlook)
        .Select(questions => BestOf(questions, outlook, left))
        .FirstOrDefault(round => round is not null);

    /// <summary>How long the rounds take that a plan of fixed rounds has still to do.</summary>
    public TimeSpan Due() => plan.Workloads
        .Select(workload => Expected(workload) * Math.Max(0, plan.MinimumRounds - RoundsOf(workload)))
        .Aggregate(TimeSpan.Zero, (sum, next) => sum + next);

    private PlannedRound? BestOf(IEnumerable<OpenQuestion> questions, RunOutlook outlook, TimeSpan left) => questions
        .GroupBy(question => plan.Find(question.Comparison).Workload)
        .Select(open => RoundFor(open.Key, [.. open.OrderBy(question => question.MoreRounds)], outlook))
        .Where(candidate => Fits(candidate.Round, left))
        .OrderByDescending(candidate => candidate.GainPerSecond)
        .FirstOrDefault().Round;

    private (PlannedRound Round, double GainPerSecond) RoundFor(string workload, IReadOnlyList<OpenQuestion> questions, RunOutlook outlook)
    {
        var needed = questions.SelectMany(question => question.Cells.Select(cell => (question.Comparison, cell))).ToHashSet();
        var planned = plan.Workloads.First(planned => planned.Workload == workload);
        var parts = PartsOf(planned, (comparison, cell) => needed.Contains((comparison.Id, cell)), outlook);
        var gain = questions.Sum(question => 1 / question.MoreRounds) / costs.Of(parts).TotalSeconds;
        return (new PlannedRound(workload, parts, Reason(questions, gain), Expected(parts)), gain);
    }

    private static string Reason(IReadOnlyList<OpenQuestion> questions, double gain)
    {
        var (first, others) = (questions[0], questions.Count - 1);
        var more = (int)Math.Ceiling(first.MoreRounds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{first.Text} needs about {more} more {(more == 1 ? "round" : "rounds")}{(others == 0 ? string.Empty : $", and {others} more {(others == 1 ? "question" : "questions")}")}; {gain:G2} questions a second");
    }

    private int RoundsOf(WorkloadPlan workload) => (
        from comparison in workload.Comparisons
        from cell in comparison.Cells
        where IsAlive(comparison, cell)
        select rounds.Of(comparison, cell)).DefaultIfEmpty(plan.MinimumRounds).Min();

    private bool IsAlive(Comparison comparison, Cell cell) => !hasFailed(cell.Model, comparison.Workload);

    private PlannedRound Make(WorkloadPlan workload, Func<Comparison, Cell, bool> has, string reason, RunOutlook outlook)
    {
        var parts = PartsOf(workload, has, outlook);
        return new PlannedRound(workload.Workload, parts, reason, Expected(parts));
    }

    private List<PlannedPart> PartsOf(WorkloadPlan workload, Func<Comparison, Cell, bool> has, RunOutlook outlook)
    {
        var parts = (from comparison in workload.Comparisons
                     let cells = comparison.Cells.Where(cell => has(comparison, cell)).ToList()
                     where cells.Count > 0
                     let baseline = comparison.Baseline is { } planned && cells.Contains(planned) ? planned : null
                     select new PlannedPart(comparison with { Cells = cells, Baseline = baseline }, plan.BlocksPerRound)).ToList();
        return [.. parts.Select(part => part with { Blocks = BlocksOf(part.Comparison, parts, outlook) })];
    }

    /// <summary>
    /// Beyond the plan's number only after five launches: until then one launch more narrows an interval more than any number of blocks (Student's t falls from 4.3
    /// at three to 2.8 at five), and no e-value decides with fewer.
    /// </summary>
    private int BlocksOf(Comparison comparison, List<PlannedPart> parts, RunOutlook outlook)
    {
        var worth = costs.IsKnown && outlook.VarianceRatios.TryGetValue(comparison.Id, out var ratio) && !double.IsNaN(ratio)
            ? BlocksOfALaunch.Of(costs.LaunchOverBlock(comparison, parts), ratio)
            : plan.BlocksPerRound;
        return comparison.Cells.Min(cell => rounds.Of(comparison, cell)) < FewLaunches ? Math.Min(worth, plan.BlocksPerRound) : worth;
    }

    private static bool Fits(PlannedRound round, TimeSpan left) => left > (round.Expected ?? TimeSpan.Zero);

    private TimeSpan Expected(WorkloadPlan workload) => costs.Of(PartsOf(workload, IsAlive, RunOutlook.Nothing));

    private TimeSpan? Expected(IReadOnlyList<PlannedPart> parts) => costs.IsKnown ? costs.Of(parts) : null;
}
