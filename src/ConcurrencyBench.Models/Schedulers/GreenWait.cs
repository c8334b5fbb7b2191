using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace ConcurrencyBench.Models.Schedulers;

/// <summary>An item that a green thread has started and waits for: awaited once, by the thread that started it.</summary>
public readonly record struct GreenWait : ICriticalNotifyCompletion
{
    private readonly GreenScheduler _scheduler;
    private readonly int _item;

    /// <summary>Waits for an item.</summary>
    /// <param name="scheduler">Who started it.</param>
    /// <param name="item">Which item.</param>
    public GreenWait(GreenScheduler scheduler, int item) => (_scheduler, _item) = (scheduler, item);

    /// <summary>Whether the item has ended already, as items that compute have.</summary>
    public bool IsCompleted => _scheduler.HasEnded(_item);

    /// <summary>The wait itself, as the compiler wants it.</summary>
    /// <returns>Itself.</returns>
    public GreenWait GetAwaiter() => this;

    /// <summary>Throws the item's failure, if it has one.</summary>
    public void GetResult()
    {
        if (_scheduler.FailureOf(_item) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => _scheduler.Suspend(_item, continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => _scheduler.Suspend(_item, continuation);
}
