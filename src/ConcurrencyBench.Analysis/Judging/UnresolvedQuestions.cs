using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>Finds what more rounds could settle.</summary>
internal sealed class UnresolvedQuestions(RunResults results)
{
    /// <summary>Models that can differ by no more than this are as good as equal: their rank is not worth another round.</summary>
    private const double AsGoodAsEqual = 1.1;

    private readonly Dictionary<string, int> _rounds = results.Cells.GroupBy(cell => cell.Cell.Workload).ToDictionary(group => group.Key, group => group.Max(cell => cell.Rounds));

    /// <summary>The questions in the order in which they deserve rounds.</summary>
    /// <returns>Verdicts, then ranks, then what the plan's maximum of rounds is unlikely to settle; in each the most open first.</returns>
    public IReadOnlyList<UnresolvedQuestion> InOrder()
    {
        var verdicts = Verdicts().Where(IsOpen).ToList();
        var ranks = Ranks().Where(IsOpen).ToList();
        var unlikely = verdicts.Concat(ranks).Where(IsUnlikely).ToList();
        return
        [
            .. MostOpenFirst(verdicts.Except(unlikely)).Concat(MostOpenFirst(ranks.Except(unlikely))).Concat(MostOpenFirst(unlikely))
                .DistinctBy(question => question.Id),
        ];
    }

    private static IEnumerable<UnresolvedQuestion> MostOpenFirst(IEnumerable<UnresolvedQuestion> questions) =>
        questions.OrderByDescending(question => question.Openness).ThenBy(question => question.Workload).ThenBy(question => question.Text);

    private IEnumerable<UnresolvedQuestion> Verdicts() =>
        from judgement in results.Judgements
        from evidence in judgement.Evidence
        where evidence.Cells.All(CanStillBeMeasured)
        select new UnresolvedQuestion(
            evidence.Cells[0].Workload,
            $"{judgement.ClaimId}: {evidence.Id}",
            $"{judgement.ClaimId}: {evidence.Name}",
            evidence.IsDisturbed ? double.PositiveInfinity : new LimitTest(evidence.Figure, evidence.Limit).Openness);

    private IEnumerable<UnresolvedQuestion> Ranks() =>
        from ranking in results.Rankings
        let comparison = results.Run.Plan.Find(ranking.Comparison)
        from rival in ranking.Rivals
        where new[] { ranking.Fastest, rival.Model }.All(model => CanStillBeMeasured(comparison.Find(model)!))
        select new UnresolvedQuestion(
            comparison.Workload,
            $"rank: {comparison.Id}, {ranking.Fastest} ÷ {rival.Model}",
            $"the rank of {ranking.Fastest} and {rival.Model} at concurrency {comparison.Parameters}",
            ranking.IsDisturbed ? double.PositiveInfinity : new LimitTest(rival.Ratio, 1).OpennessUnlessWithin(AsGoodAsEqual));

    private bool IsOpen(UnresolvedQuestion question) => question.Openness > 1 && Rounds(question) < results.Run.Plan.MaximumRounds;

    // An interval shrinks with the root of the rounds. One that is infinite has not begun to.
    private bool IsUnlikely(UnresolvedQuestion question)
    {
        var needed = Rounds(question) * question.Openness * question.Openness;
        return double.IsFinite(needed) && needed > results.Run.Plan.MaximumRounds;
    }

    private int Rounds(UnresolvedQuestion question) => _rounds.GetValueOrDefault(question.Workload);

    // The run gives up all cells of a worker together.
    private bool CanStillBeMeasured(Cell cell) =>
        !Failure.EndsMeasuring(results.Failures.Where(failure => failure.Cell.SharesWorkerWith(cell)));
}
