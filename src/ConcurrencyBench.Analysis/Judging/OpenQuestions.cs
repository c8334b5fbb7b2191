using ConcurrencyBench.Analysis.Claims;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Core.Records;

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
               let name = requirement.NameAt(cores)
               let evidence = judgements[claim.Id].Evidence.FirstOrDefault(item => item.Name == name)
               where evidence is not null
               let floor = requirement is SpeedUp ? FloorOf(results, requirement.Workload, requirement.Concurrency ?? cores) : 1
               let difference = new Difference(evidence.Figure, requirement.Bound.Limit(cores), floor)
               select new OpenQuestion(requirement.Workload, $"{claim.Id}: {name}", Urgency.Verdict, difference.Openness);
    }

    private static IEnumerable<OpenQuestion> Ranks(RunResults results) =>
        from cell in results.Cells
        where cell.SpeedUp is not null && !NullCase.Is(cell.Cell.Model)
        group cell by (cell.Cell.Workload, cell.Cell.Concurrency) into comparison
        let ranked = comparison.OrderByDescending(cell => cell.SpeedUp!.Value).ToList()
        let floor = FloorOf(results, comparison.Key.Workload, comparison.Key.Concurrency)
        from pair in ranked.Zip(ranked.Skip(1))
        select new OpenQuestion(
            comparison.Key.Workload,
            $"the rank of {pair.First.Cell.Model} and {pair.Second.Cell.Model} at concurrency {comparison.Key.Concurrency}",
            Urgency.Rank,
            OpennessOfRank(pair.First.SpeedUp!, pair.Second.SpeedUp!, floor));

    private static double OpennessOfRank(Figure faster, Figure slower, double floor)
    {
        var gap = Math.Log(faster.Value / slower.Value);
        var doubt = Math.Max(Difference.HalfWidth(faster) + Difference.HalfWidth(slower), Math.Log(floor));
        return gap + doubt <= Math.Log(AsGoodAsEqual) ? 0
            : gap == 0 ? double.MaxValue
            : doubt / gap;
    }

    private static double FloorOf(RunResults results, string workload, int concurrency) =>
        results.NoiseFloors.FirstOrDefault(floor => floor.Workload == workload && floor.Concurrency == concurrency)?.Ratio ?? 1;
}
