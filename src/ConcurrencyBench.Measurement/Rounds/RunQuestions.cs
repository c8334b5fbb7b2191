using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>What a run has still to find out: what its figures leave open, and the rounds that its plan promises.</summary>
/// <param name="plan">What the run sets out to measure.</param>
/// <param name="rounds">How many rounds each cell has had.</param>
/// <param name="isAlive">Whether a cell of a comparison can be measured.</param>
internal sealed class RunQuestions(Plan plan, CellRounds rounds, Func<Comparison, Cell, bool> isAlive)
{
    /// <summary>Twice the fewest rounds of an e-value that decides. On a busy machine no claim might ever be decided, and no other cell be measured.</summary>
    private const int RoundsOfAClaim = 10;

    /// <summary>The questions that further rounds may settle, in groups: those of a later group wait for all before.</summary>
    public IEnumerable<IEnumerable<OpenQuestion>> InOrder(RunOutlook outlook) =>
        outlook.Questions.Where(CanBeSettled).Select(Tempered).Concat(Coverage()).GroupBy(Place).OrderBy(group => group.Key);

    /// <summary>
    /// A claim that is still open after many rounds waits with the ranks, until every cell had the plan's fewest. Of these a cell that had none goes
    /// first, so that a budget which ends before all have their fewest leaves no workload out; then a workload that has begun is brought to its end,
    /// since intervals need three.
    /// </summary>
    private (QuestionKind Kind, bool HasBegun) Place(OpenQuestion question) => question.Kind switch
    {
        QuestionKind.Claim when RoundsOf(question) >= RoundsOfAClaim => (QuestionKind.Rank, false),
        QuestionKind.Coverage => (QuestionKind.Coverage, question.MoreRounds < plan.MinimumRounds),
        var kind => (kind, false),
    };

    private bool CanBeSettled(OpenQuestion question) =>
        double.IsFinite(question.MoreRounds) && question.Cells.Count > 0
        && plan.Comparisons.FirstOrDefault(comparison => comparison.Id == question.Comparison) is { } comparison
        && question.Cells.All(cell => comparison.Cells.Contains(cell) && isAlive(comparison, cell))
        && RoundsOf(question) < plan.MaximumRounds;

    /// <summary>
    /// What is expected by the figures so far is expected anew after each round, however many were in vain: one that is near its limit may need two more
    /// rounds for ever, and no other would get any. A question that was open for some rounds is therefore expected to be for half as many more at the least.
    /// </summary>
    private OpenQuestion Tempered(OpenQuestion question) => question with { MoreRounds = Math.Max(question.MoreRounds, RoundsOf(question) / 2.0) };

    /// <summary>Those of the cell that had the fewest: a baseline has more than any that is held against it, and null cases only show the noise.</summary>
    private int RoundsOf(OpenQuestion question)
    {
        var asked = question.Cells.Where(cell => !ModelAlias.Is(cell.Model)).ToList();
        return (asked.Count == 0 ? question.Cells : asked).Min(cell => rounds.Of(plan.Find(question.Comparison), cell));
    }

    /// <summary>What the plan promises of every cell, whatever is open.</summary>
    private IEnumerable<OpenQuestion> Coverage() =>
        from comparison in plan.Comparisons
        from cell in comparison.Cells
        where isAlive(comparison, cell) && rounds.Of(comparison, cell) < plan.MinimumRounds
        select new OpenQuestion(
            $"coverage: {comparison.Id}, {cell.Model}",
            $"coverage: {cell}",
            comparison.Id,
            comparison.Baseline is { } baseline && baseline != cell && isAlive(comparison, baseline) ? [cell, baseline] : [cell],
            QuestionKind.Coverage,
            plan.MinimumRounds - rounds.Of(comparison, cell));
}
