namespace ConcurrencyBench.Models.Exploration;

/// <summary>What the runtime's monitor does: a signal wakes the thread that has waited longest, and a wait ends by its time or a signal.</summary>
internal sealed class MonitorRulesCondition : ExploredCondition
{
    public override void Signal() => Monitor.Pulse(Mutex);

    protected override bool EndsEarly() => false;
}
