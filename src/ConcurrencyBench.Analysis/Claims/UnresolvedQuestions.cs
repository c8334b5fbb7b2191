using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Finds what more rounds could settle.</summary>
internal sealed class UnresolvedQuestions
{
    /// <summary>
    /// A rank is settled when its interval is as narrow as this on either side, wherever it lies. Stopping when a difference shows would show differences
    /// that are none; stopping by the width does not.
    /// </summary>
    private const double NarrowEnough = 1.025;

    /// <summary>A model that is certainly this much worse is not worth more rounds.</summary>
    private const double FarBehind = 1.25;

    private readonly RunResults _results;
    private readonly PlannedComparisons _comparisons;

    public UnresolvedQuestions(RunResults results) => (_results, _comparisons) = (results, new PlannedComparisons(results.Run.Plan));

    private int Cores => _results.Run.Environment.Cores;

    private int Most => _results.Run.Plan.MaximumRounds;

    /// <summary>The questions that are open, verdicts first.</summary>
    public IReadOnlyList<UnresolvedQuestion> All() => [.. Verdicts().Concat(Ranks()).Where(question => question.MoreRounds > 0).DistinctBy(question => question.Id)];

    private IEnumerable<UnresolvedQuestion> Verdicts() =>
        from claim in ClaimTable.All
        let judgement = _results.Judgements.First(judgement => judgement.ClaimId == claim.Id)
        where judgement.Verdict != Verdict.Contradicted
        from requirement in claim.Requirements
        where !requirement.NeedsMoreCoresThan(Cores)
        let cells = requirement.Cells(Cores)
        let comparison = _comparisons.Of(cells[0], cells[^1])
        where comparison is not null && cells.All(CanStillBeMeasured)
        let rule = requirement.Bound.RuleAt(Cores, requirement.Unit)
        let evidence = judgement.Evidence.FirstOrDefault(evidence => evidence.Id == requirement.IdAt(Cores) && evidence.Rule == rule)
        let rounds = evidence is null && cells.All(IsMeasured) ? double.PositiveInfinity : MoreRounds(evidence)
        select new UnresolvedQuestion(
            $"{claim.Id}: {requirement.IdAt(Cores)} {rule}",
            $"{claim.Id}: {requirement.NameAt(requirement.Concurrency ?? Cores)}",
            comparison.Id,
            [.. cells.Concat(NullCases(comparison)).Distinct()],
            IsOfClaim: true,
            rounds);

    /// <summary>What was measured for some rounds and has no figure will not have one: the system does not give what it is made of.</summary>
    private bool IsMeasured(Cell cell) => _results.Cells.Any(result => result.Cell == cell && result.Rounds >= Estimate.FewestRounds);

    private double MoreRounds(Evidence? evidence) =>
        evidence is null ? Estimate.FewestOfACloseCall
        : evidence.IsDisturbed ? Estimate.FewestRounds
        : Test(evidence).MoreRounds(Most);

    private static LimitTest Test(Evidence evidence) => new(evidence.Figure, evidence.Limit, evidence.Looks);

    // No verdict without a noise floor, unless a calibration has it.
    private IEnumerable<Cell> NullCases(Comparison comparison) =>
        from again in _results.Run.Calibration is null ? comparison.Cells : []
        where ModelAlias.Is(again.Model)
        from cell in new[] { again, again with { Model = ModelAlias.ModelId(again.Model) } }
        select cell;

    private IEnumerable<UnresolvedQuestion> Ranks() =>
        from ranking in _results.Rankings
        let comparison = _results.Run.Plan.Find(ranking.Comparison)
        from rival in ranking.Speed.Rivals
        let cells = new[] { ranking.Fastest, rival.Model }.Select(model => comparison.Find(model)!).ToList()
        where cells.TrueForAll(CanStillBeMeasured)
        select new UnresolvedQuestion(
            $"rank: {comparison.Id}, {ranking.Fastest} ÷ {rival.Model}",
            $"the rank of {ranking.Fastest} and {rival.Model} at concurrency {comparison.Parameters}",
            comparison.Id,
            [.. cells.Concat(comparison.Baseline is { } baseline ? [baseline] : []).Distinct()],
            IsOfClaim: false,
            ranking.IsDisturbed ? Estimate.FewestRounds : MoreRounds(rival));

    /// <summary>One by the baseline says little of how many rounds of both it needs: a close call has them.</summary>
    private double MoreRounds(Rival rival) =>
        rival.IsByBaseline ? Math.Min(MoreRounds(rival.Ratio), Math.Max(1, Estimate.FewestOfACloseCall - rival.CommonRounds)) : MoreRounds(rival.Ratio);

    private double MoreRounds(Figure ratio)
    {
        if (ratio.Interval is not { } interval)
        {
            return Math.Max(1, Estimate.FewestRounds - ratio.Rounds);
        }

        if (interval.Lower > FarBehind || interval.HalfWidth() <= Math.Log(NarrowEnough))
        {
            return 0;
        }

        // With the fewest rounds the interval is wide because there are few, and says little of how many it needs. From then on it shrinks with their root.
        var needed = ratio.Rounds * Math.Pow(interval.HalfWidth() / Math.Log(NarrowEnough), 2);
        return ratio.Rounds < Estimate.FewestOfACloseCall ? Estimate.FewestOfACloseCall - ratio.Rounds
            : needed > Most ? double.PositiveInfinity
            : Math.Ceiling(needed) - ratio.Rounds;
    }

    // The run gives up all cells of a worker together.
    private bool CanStillBeMeasured(Cell cell) =>
        !Failure.EndsMeasuring(_results.Failures.Where(failure => failure.Cell.SharesWorkerWith(cell)));
}
