using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// A bounded queue from one process to another, in memory that both map. Each side writes a number of its own and reads the
/// other's only when it seems to be full or empty, and shows what it did in portions, so that the two cores do not hand a cache
/// line to and fro for each message (L. Lamport, 1983; P. Lee et al., MCRingBuffer, 2010).
/// </summary>
internal sealed unsafe class SharedRing<T>
    where T : unmanaged
{
    /// <summary>How many it holds.</summary>
    public const int Capacity = 4096;

    // What one side writes is on other cache lines than what the other does, in pairs because processors fetch them so.
    private const int TakenOffset = 128;
    private const int SlotsOffset = 256;
    private const int Portion = 32;

    private readonly int* _put;
    private readonly int* _isClosed;
    private readonly int* _taken;
    private readonly T* _slots;
    private readonly FutexEvent _putting;
    private readonly FutexEvent _taking;
    private int _own;
    private int _shown;
    private int _others;

    /// <summary>One side of it: both begin with an empty ring.</summary>
    /// <param name="start">Where it is: on cache lines of its own.</param>
    /// <param name="putting">Rung when there is room: where the side that puts in sleeps.</param>
    /// <param name="taking">Rung when there is something, or will be nothing any more: where the side that takes out sleeps.</param>
    public SharedRing(byte* start, FutexEvent putting, FutexEvent taking)
    {
        _put = (int*)start;
        _isClosed = (int*)start + 1;
        _taken = (int*)(start + TakenOffset);
        _slots = (T*)(start + SlotsOffset);
        (_putting, _taking) = (putting, taking);
    }

    /// <summary>How much memory it takes.</summary>
    public static long Size => SlotsOffset + ((long)Capacity * sizeof(T));

    /// <summary>Whether nothing will be put in any more; what is there can still be taken.</summary>
    public bool IsClosed => Volatile.Read(ref *_isClosed) != 0;

    /// <summary>Whether the side that puts in finds half of it free.</summary>
    public bool HasRoom => _own - Volatile.Read(ref *_taken) <= Capacity / 2;

    /// <summary>Whether the side that takes out finds something.</summary>
    public bool HasAny => Volatile.Read(ref *_put) != _own;

    /// <summary>Makes it as new; only while neither side does anything with it.</summary>
    public void Reset() => (*_put, *_isClosed, *_taken) = (0, 0, 0);

    /// <summary>Puts one in, when there is room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPut(in T next)
    {
        if (_own - _others == Capacity && _own - (_others = Volatile.Read(ref *_taken)) == Capacity)
        {
            return false;
        }

        _slots[_own & (Capacity - 1)] = next;
        _own++;
        return true;
    }

    /// <summary>Whether so many were put in that they should be shown.</summary>
    public bool IsPortionPut => _own - _shown >= Portion;

    /// <summary>Shows what was put in.</summary>
    public void ShowPut()
    {
        Interlocked.Exchange(ref *_put, _shown = _own);
        _taking.Ring();
    }

    /// <summary>Shows what was put in, and that it was the last.</summary>
    public void Close()
    {
        ShowPut();
        Interlocked.Exchange(ref *_isClosed, 1);
        _taking.Ring();
    }

    /// <summary>Takes the oldest, when there is one that was shown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(out T taken)
    {
        if (_own == _others && _own == (_others = Volatile.Read(ref *_put)))
        {
            taken = default;
            return false;
        }

        taken = _slots[_own & (Capacity - 1)];
        _own++;
        return true;
    }

    /// <summary>Whether half of it was taken, so that it should be shown.</summary>
    public bool IsHalfTaken => _own - _shown >= Capacity / 2;

    /// <summary>Shows what was taken.</summary>
    public void ShowTaken()
    {
        Interlocked.Exchange(ref *_taken, _shown = _own);
        _putting.Ring();
    }
}
