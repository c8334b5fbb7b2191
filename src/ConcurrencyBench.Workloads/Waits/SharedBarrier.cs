using System.Threading.Tasks.Sources;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Waits;

/// <summary>
/// The lean wait: asynchronous code awaits value tasks of shared sources, and handlers are registered, both in one array with a place for each item.
/// </summary>
internal sealed class SharedBarrier(int count, Func<int, ulong> digestOf, Func<long?>? readMemory = null)
    : AsyncBarrier(count, digestOf, Timeout.InfiniteTimeSpan, readMemory)
{
    /// <summary>Marks a waiter that has been released, or that came too late to wait.</summary>
    private static readonly object Gone = new();

    private readonly object _making = new();
    private object?[]? _waiting;
    private SharedValueTaskSource[]? _waits;
    private IEventLoop? _loop;

    /// <summary>How the wait of every item stands.</summary>
    public ValueTaskSourceStatus Status => IsOpen ? ValueTaskSourceStatus.Pending : IsReleased ? ValueTaskSourceStatus.Succeeded : ValueTaskSourceStatus.Canceled;

    public override ValueTask<ulong> WaitAsync(int item)
    {
        // Before it arrives: an item that has arrived must find its place.
        MakePlaces();
        _loop ??= SynchronizationContext.Current as IEventLoop;
        return Arrive() ? new ValueTask<ulong>(Result(item)) : SharedValueTaskSource.For(_waits!, item);
    }

    public override void Start(int item, ItemHandler handler)
    {
        MakePlaces();
        if (Arrive() || !TryRegister(item, handler))
        {
            Notify(handler, item);
        }
    }

    /// <summary>Has a continuation called when all wait, or at once when they do.</summary>
    internal void Continue(int item, Continuation continuation)
    {
        if (!TryRegister(item, continuation.ToPlace()))
        {
            continuation.Go(_loop);
        }
    }

    // A waiter that is not in its place yet finds, when it comes there, that it need not wait.
    protected override void Release()
    {
        for (var item = 0; _waits is not null && item < Count; item++)
        {
            LetGo(item, Interlocked.Exchange(ref _waiting![item], Gone));
        }
    }

    private bool TryRegister(int item, object waiting) => Interlocked.CompareExchange(ref _waiting![item], waiting, null) is null;

    private void MakePlaces()
    {
        if (Volatile.Read(ref _waits) is null)
        {
            lock (_making)
            {
                if (_waits is null)
                {
                    _waiting = new object?[Count];
                    Volatile.Write(ref _waits, SharedValueTaskSource.Of(this, Count));
                }
            }
        }
    }

    private void LetGo(int item, object? waiting)
    {
        if (waiting is ItemHandler handler)
        {
            Notify(handler, item);
        }
        else if (waiting is not null)
        {
            Continuation.AtPlace(waiting).Go(_loop);
        }
    }

    private void Notify(ItemHandler handler, int item)
    {
        if (IsReleased)
        {
            handler.Complete(item, Result(item));
            return;
        }

        // Given up by any thread, while handlers belong to the loop's.
        handler.Loop.Post(_ => handler.Fail(item, GivenUp()), null);
    }
}
