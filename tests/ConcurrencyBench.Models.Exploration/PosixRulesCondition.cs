using ConcurrencyBench.Models.Gil;
using Microsoft.Coyote.Random;
using Microsoft.Coyote.Runtime;

namespace ConcurrencyBench.Models.Exploration;

/// <summary>
/// What POSIX allows a condition to do, and so more than the C library's does: a signal may wake any number of waiters from one, a wait
/// may end without one, and any thread may enter before those that were woken. Coyote decides which.
/// </summary>
internal sealed class PosixRulesCondition : LockCondition
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

        // By its time, or without a reason.
        return _decisions.NextBoolean();
    }

    public override void Signal() => Monitor.PulseAll(_monitor);
}
