using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace ConcurrencyBench.Models.Schedulers;

/// <summary>An item that a green thread has started and waits for: awaited once, by the thread that started it.</summary>
/// <param name="scheduler">Who started it.</param>
/// <param name="item">Which item.</param>
public readonly struct GreenWait(GreenScheduler scheduler, int item) : ICriticalNotifyCompletion, IEquatable<GreenWait>
{
    private readonly GreenScheduler _scheduler = scheduler;
    private readonly int _item = item;

    /// <summary>Whether the item has ended already, as items that compute have.</summary>
    public bool IsCompleted => _scheduler.HasEnded(_item);

    /// <summary>Whether two waits are for the same item.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they are.</returns>
    public static bool operator ==(GreenWait left, GreenWait right) => left.Equals(right);

    /// <summary>Whether two waits are for different items.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they are.</returns>
    public static bool operator !=(GreenWait left, GreenWait right) => !left.Equals(right);

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

    /// <inheritdoc/>
    public bool Equals(GreenWait other) => ReferenceEquals(_scheduler, other._scheduler) && _item == other._item;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GreenWait other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_scheduler, _item);
}
