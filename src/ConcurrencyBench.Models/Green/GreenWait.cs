using System.Runtime.ExceptionServices;

namespace ConcurrencyBench.Models.Green;

/// <summary>Where a green thread waits for its items, one after the other.</summary>
/// <param name="scheduler">Starts them.</param>
public sealed class GreenWait(GreenScheduler scheduler) : GreenAwaiter
{
    /// <summary>Stands for an item that has ended well.</summary>
    private static readonly object EndedWell = new();

    /// <summary>How the item ended: <see cref="EndedWell"/> or its failure; null while it runs.</summary>
    private object? _outcome;

    /// <summary>Whether the item has ended already, as items that compute have.</summary>
    public bool IsCompleted => _outcome is not null;

    /// <summary>Starts an item. Awaiting it gives the carrier to another green thread until it has ended.</summary>
    /// <param name="item">Which item; the one before it has ended.</param>
    /// <returns>Itself, to be awaited once.</returns>
    public GreenWait For(int item)
    {
        _outcome = null;
        scheduler.Start(item, this);
        return this;
    }

    /// <summary>The wait itself, as the compiler wants it.</summary>
    /// <returns>Itself.</returns>
    public GreenWait GetAwaiter() => this;

    /// <summary>Throws the item's failure, if it has one.</summary>
    public void GetResult()
    {
        if (_outcome is Exception failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Says how the item ended; the thread that waits, if it does already, goes on.</summary>
    /// <param name="failure">The item's failure; null when it ended well.</param>
    internal void End(Exception? failure)
    {
        _outcome = failure ?? EndedWell;
        if (IsAwaited)
        {
            Switch();
        }
    }

    /// <summary>Has the scheduler switch to the thread that waits.</summary>
    internal void Switch() => scheduler.SwitchTo(this);

    /// <summary>Resumes the thread, on the caller's stack, until it waits again.</summary>
    internal void GoOn() => TakeFrames()();
}
