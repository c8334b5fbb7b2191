using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>Measures a plan round by round, each chosen by what is known until then (<see cref="RoundPlanner"/>), and writes into the journal why.</summary>
/// <param name="session">What the rounds share.</param>
/// <param name="outlook">What is open, going by the journal; not asked for in a plan of fixed rounds, which looks once, at its end.</param>
public sealed class Runner(RunSession session, Func<IReadOnlyList<JournalEntry>, RunOutlook> outlook)
{
    private readonly CellRounds _rounds = new(session.Manifest.Plan, session.Entries);
    private readonly RoundCosts _costs = new();
    private int _read;

    private Plan Plan => session.Manifest.Plan;

    private RoundPlanner Planner => new(Plan, _rounds, _costs, session.HasFailed);

    /// <summary>Measures until the plan is done, the budget is spent or nothing is open any more.</summary>
    /// <param name="cancellationToken">Interrupts; what was measured until then is in the journal.</param>
    /// <returns>A task that ends when no process is left.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Learn();
        while (session.Clock.Left is var left && left > TimeSpan.Zero && Next(left) is { } round)
        {
            await MeasureAsync(round, cancellationToken).ConfigureAwait(false);
            _rounds.Add(round);
            Learn();
        }
    }

    private PlannedRound? Next(TimeSpan left) => Plan.HasFixedRounds ? Planner.NextFixed(left) : Planner.NextOpen(outlook(session.Entries), left);

    private Task MeasureAsync(PlannedRound round, CancellationToken cancellationToken)
    {
        var number = _rounds.NextNumber(round.Workload);
        session.Record(round.ToRecord(number, session.Clock.Elapsed));
        return new Round(session, round, number, activity => ReportProgress(round.Workload, number, activity)).RunAsync(cancellationToken);
    }

    private void Learn()
    {
        for (; _read < session.Entries.Count; _read++)
        {
            _costs.Add(session.Entries[_read]);
        }

        _costs.EndRound(session.Clock.Elapsed.TotalMilliseconds);
    }

    private void ReportProgress(string workload, int round, string activity) => session.Progress?.Report(
        new RunProgress(workload, round, Plan.MinimumRounds, Plan.MaximumRounds, activity, session.Clock.Elapsed, session.Clock.Left)
        {
            Left = Plan.HasFixedRounds && _costs.IsKnown ? Least(Planner.Due(), session.Clock.Left) : null,
        });

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
