using ConcurrencyBench.Models.Gil;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.Specifications;
using Microsoft.Coyote.SystematicTesting;

namespace ConcurrencyBench.Models.Exploration;

/// <summary>What must hold of the GIL in every interleaving of three threads; Coyote reports deadlocks by itself.</summary>
public static class GilExploration
{
    private const int Threads = 3;
    private const int Turns = 3;

    /// <summary>One thread holds the lock at a time, a request is always answered with a switch, and no thread waits for ever.</summary>
    [Test]
    public static void Lock() => Explore(new GlobalInterpreterLock(TimeSpan.FromMilliseconds(5), () => new MonitorRulesCondition()));

    /// <summary>The same, where conditions do what POSIX allows them to.</summary>
    [Test]
    public static void PosixLock() => Explore(new GlobalInterpreterLock(TimeSpan.FromMilliseconds(5), () => new PosixRulesCondition()));

    /// <summary>A lock for each thread is no lock: Coyote must find that two compute at once, or it explores nothing.</summary>
    [Test]
    public static void NoLock() => Explore(() => { }, null);

    private static void Explore(GlobalInterpreterLock gil) =>
        Explore(
            () =>
            {
                if (gil.IsDropRequested)
                {
                    var before = gil.Switches;
                    gil.Drop();
                    gil.Take();
                    Specification.Assert(gil.Switches - before >= 2, "the lock was retaken before another thread had it");
                }
            },
            gil);

    private static void Explore(Action checkpoint, GlobalInterpreterLock? shared)
    {
        var inside = 0;
        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            var gil = shared ?? new GlobalInterpreterLock(TimeSpan.FromMilliseconds(5));
            gil.Take();
            for (var turn = 0; turn < Turns; turn++)
            {
                inside++;
                SchedulingPoint.Interleave();
                Specification.Assert(inside == 1, "two threads compute at once");
                inside--;
                checkpoint();
            }

            gil.Drop();
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }
}
