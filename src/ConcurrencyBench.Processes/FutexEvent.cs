namespace ConcurrencyBench.Processes;

/// <summary>
/// Where a process sleeps until another one that shares its memory has something for it. Who rings changes what the sleeper waits
/// for first, with a full fence between. Either the sleeper, which says that it sleeps before its last look, sees the change, or
/// the other sees the sleeper.
/// </summary>
/// <param name="start">Where it is: on cache lines of its own.</param>
public readonly unsafe struct FutexEvent(byte* start)
{
    /// <summary>How much memory it takes: two cache lines, as processors fetch them in pairs.</summary>
    public const int Size = 128;

    private const int Looks = 35;

    private readonly int* _rings = (int*)start;
    private readonly int* _isAsleep = (int*)start + 1;

    /// <summary>Looks a few times, then sleeps until it is rung and the condition holds.</summary>
    /// <param name="isReady">The condition.</param>
    public void Wait(Func<bool> isReady)
    {
        for (var spinner = default(SpinWait); spinner.Count < Looks; spinner.SpinOnce(sleep1Threshold: -1))
        {
            if (isReady())
            {
                return;
            }
        }

        Interlocked.Exchange(ref *_isAsleep, 1);
        for (var seen = Volatile.Read(ref *_rings); !isReady(); seen = Volatile.Read(ref *_rings))
        {
            Futex.Sleep(_rings, seen);
        }

        Volatile.Write(ref *_isAsleep, 0);
    }

    /// <summary>Wakes the sleeper, if there is one. After a full fence.</summary>
    public void Ring()
    {
        if (Volatile.Read(ref *_isAsleep) != 0)
        {
            Interlocked.Increment(ref *_rings);
            Futex.Wake(_rings);
        }
    }
}
