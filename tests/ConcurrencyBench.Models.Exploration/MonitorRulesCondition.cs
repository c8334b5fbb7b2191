using ConcurrencyBench.Models.Gil;
using Microsoft.Coyote.Random;
using Microsoft.Coyote.Runtime;

namespace ConcurrencyBench.Models.Exploration;

/// <summary>
/// What the runtime's monitor does: a signal wakes the thread that has waited longest, and a wait ends by its time or a signal. Coyote, whose
/// own monitor never times out, decides which.
/// </summary>
internal sealed class MonitorRulesCondition : LockCondition
{
    private readonly object _monitor = new();
    private readonly Generator _decisions = Generator.Create();

    public override void Enter() => Monitor.Enter(_monitor);

    public override void Exit() => Monitor.Exit(_monitor);

    public override bool Wait(TimeSpan time)
    {
        if (_decisions.NextBoolean())
        {
            return Monitor.Wait(_monitor);
        }

        Exit();
        SchedulingPoint.Interleave();
        Enter();
        return false;
    }

    public override void Signal() => Monitor.Pulse(_monitor);
}
