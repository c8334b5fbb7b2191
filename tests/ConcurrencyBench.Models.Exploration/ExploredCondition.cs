using ConcurrencyBench.Models.Gil;
using Microsoft.Coyote.Random;
using Microsoft.Coyote.Runtime;

namespace ConcurrencyBench.Models.Exploration;

/// <summary>
/// A condition on Coyote's monitor, which never times out by itself: Coyote decides whether a wait ends by a signal or without one. What else
/// may happen are the rules of those that derive from it.
/// </summary>
internal abstract class ExploredCondition : LockCondition
{
    /// <summary>The monitor that a signal goes to.</summary>
    protected object Mutex { get; } = new();

    /// <summary>What Coyote decides.</summary>
    protected Generator Decisions { get; } = Generator.Create();

    public sealed override void Enter() => Monitor.Enter(Mutex);

    public sealed override void Exit() => Monitor.Exit(Mutex);

    public sealed override bool Wait(TimeSpan time)
    {
        if (Decisions.NextBoolean())
        {
            return Monitor.Wait(Mutex);
        }

        Exit();
        SchedulingPoint.Interleave();
        Enter();
        return EndsEarly();
    }

    /// <summary>Whether a wait that no signal ended has ended before its time.</summary>
    protected abstract bool EndsEarly();
}
