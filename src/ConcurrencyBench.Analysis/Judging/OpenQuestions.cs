using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>Finds what more rounds could settle.</summary>
internal static class OpenQuestions
{
    /// <summary>Models that can differ by no more than this are as good as equal: their rank is not worth another round.</summary>
    private const double AsGoodAsEqual = 1.1;

    /// <summary>Orders the workloads by what is open in them.</summary>
    /// <param name="results">The results so far.</param>
    /// <returns>The workloads worth more rounds.</returns>
    public static IReadOnlyList<OpenComparison> Rank(RunResults results)
    {
        var rounds = results.Cells.GroupBy(cell => cell.Cell.Workload).ToDictionary(group => group.Key, group => group.Max(cell => cell.Rounds));
        var maximum = results.Run.Plan.MaximumRounds;
        var questions = from question in Verdicts(results).Concat(Ranks(results))
                        let measured = rounds.GetValueOrDefault(question.Workload)
                        where question.Openness > 1 && measured < maximum
                        select WithinReach(question, measured, maximum);
        return
        [
            .. from question in questions
               orderby question.Urgency, question.Openness descending, question.Workload, question.Text
               group question.Text by question.Workload into open
               select new OpenComparison(open.Key, [.. open.Distinct()]),
        ];
    }

    private static OpenQuestion WithinReach(OpenQuestion question, int measured, int maximum)
    {
        // An interval shrinks with the root of the rounds. One that is infinite has not begun to.
        var needed = measured * question.Openness * question.Openness;
        return double.IsFinite(needed) && needed > maximum ? question with { Urgency = Urgency.Unlikely } : question;
    }

    private static IEnumerable<OpenQuestion> Verdicts(RunResults results)
    {
        var cores = results.Run.Environment.Cores;
        var judgements = results.Judgements.ToDictionary(judgement => judgement.ClaimId);
        return from claim in Analyzer.Claims
               from requirement in claim.Requirements
               let evidence = judgements[claim.Id].Evidence.FirstOrDefault(item => item.Requirement == requirement)
               where evidence is not null
                   && CanStillBeMeasured(results, requirement.Workload, [.. requirement.Cells(cores).Select(cell => cell.Model)])
               let difference = new LimitTest(evidence.Figure, evidence.Limit)
               select new OpenQuestion(
                   requirement.Workload,
                   $"{claim.Id}: {evidence.Name}",
                   Urgency.Verdict,
                   evidence.IsDisturbed ? double.PositiveInfinity : difference.Openness);
    }

    private static IEnumerable<OpenQuestion> Ranks(RunResults results) =>
        from ranking in results.Rankings
        from rival in ranking.Rivals
        where CanStillBeMeasured(results, ranking.Workload, [ranking.Fastest, rival.Model])
        let difference = new LimitTest(rival.Ratio, 1)
        select new OpenQuestion(
            ranking.Workload,
            $"the rank of {ranking.Fastest} and {rival.Model} at concurrency {ranking.Concurrency}",
            Urgency.Rank,
            ranking.IsDisturbed ? double.PositiveInfinity : difference.OpennessUnlessWithin(AsGoodAsEqual));

    // What failed is not tried again in a run, so no round would tell more of it.
    private static bool CanStillBeMeasured(RunResults results, string workload, IReadOnlyList<string> models) =>
        !results.Failures.Any(failure => failure.Cell.Workload == workload && models.Contains(failure.Cell.Model));
}
