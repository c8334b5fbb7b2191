namespace ConcurrencyBench.Models.Exploration;

/// <summary>
/// What POSIX allows a condition to do, and so more than the C library's does: a signal may wake any number of waiters from one, a wait
/// may end without one, and any thread may enter before those that were woken.
/// </summary>
internal sealed class PosixRulesCondition : ExploredCondition
{
    public override void Signal() => Monitor.PulseAll(Mutex);

    /// <summary>By its time, or without a reason.</summary>
    protected override bool EndsEarly() => Decisions.NextBoolean();
}
