using System.Diagnostics;
using System.Threading.Tasks.Sources;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Waits;

/// <summary>
/// Where all items of one operation wait until the last has come, in three forms. Threads block on one monitor; asynchronous
/// code awaits value tasks of shared sources, and handlers are registered, both in one array with a place for each item. It is
/// made for the operation and its array is allocated in it, so that a wait's own bytes are counted with the model's.
/// </summary>
internal sealed class AsyncBarrier(int count, Func<int, ulong> digestOf, Func<long?>? readMemory = null)
{
    private const int Open = 0;
    private const int Released = 1;
    private const int Abandoned = 2;

    /// <summary>Marks a waiter that has been released, or that came too late to wait.</summary>
    private static readonly object Gone = new();

    private readonly object _mutex = new();
    private object?[]? _waiting;
    private SharedValueTaskSource[]? _waits;
    private IEventLoop? _loop;
    private int _arrived;
    private volatile int _state;

    /// <summary>The moment at which all waited; null as long as they do not.</summary>
    public BarrierSnapshot? AllWaiting { get; private set; }

    /// <summary>How the wait of every item stands.</summary>
    public ValueTaskSourceStatus Status => _state switch
    {
        Open => ValueTaskSourceStatus.Pending,
        Released => ValueTaskSourceStatus.Succeeded,
        _ => ValueTaskSourceStatus.Canceled,
    };

    /// <summary>Blocks the thread until all wait.</summary>
    /// <exception cref="OperationCanceledException">The operation was given up.</exception>
    public ulong Wait<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate
    {
        if (!Arrive())
        {
            gate.EnterBlocking();
            try
            {
                lock (_mutex)
                {
                    while (_state == Open)
                    {
                        Monitor.Wait(_mutex);
                    }
                }
            }
            finally
            {
                gate.ExitBlocking();
            }
        }

        return Result(item);
    }

    /// <summary>Waits without blocking until all wait.</summary>
    public ValueTask<ulong> WaitAsync(int item)
    {
        // Before it arrives: an item that has arrived must find its place.
        MakePlaces();
        _loop ??= SynchronizationContext.Current as IEventLoop;
        return Arrive() ? new ValueTask<ulong>(Result(item)) : SharedValueTaskSource.For(_waits!, item);
    }

    /// <summary>Registers a handler that is notified when all wait.</summary>
    /// <param name="item">Which item.</param>
    /// <param name="handler">Called on its loop's thread; at once, when the item is the last.</param>
    public void Start(int item, ItemHandler handler)
    {
        MakePlaces();
        if (Arrive() || !TryRegister(item, handler))
        {
            Notify(handler, item);
        }
    }

    /// <summary>Releases all waiters with a failure, unless all wait already; a later one fails too.</summary>
    public void Abandon() => End(Abandoned);

    /// <summary>The item's digest, once all wait.</summary>
    /// <exception cref="OperationCanceledException">The operation was given up.</exception>
    internal ulong Result(int item) =>
        _state == Abandoned ? throw new OperationCanceledException("the operation was given up while its items waited for one another") : digestOf(item);

    /// <summary>Has a continuation called when all wait, or at once when they do.</summary>
    internal void Continue(int item, Continuation continuation)
    {
        if (!TryRegister(item, continuation.ToPlace()))
        {
            continuation.Go(_loop);
        }
    }

    private bool TryRegister(int item, object waiting) => Interlocked.CompareExchange(ref _waiting![item], waiting, null) is null;

    private void MakePlaces()
    {
        if (Volatile.Read(ref _waits) is null)
        {
            lock (_mutex)
            {
                if (_waits is null)
                {
                    _waiting = new object?[count];
                    Volatile.Write(ref _waits, SharedValueTaskSource.Of(this, count));
                }
            }
        }
    }

    /// <summary>Counts an item; the last one reads the memory and lets all go.</summary>
    /// <returns>Whether no item has to wait any more.</returns>
    private bool Arrive()
    {
        if (Interlocked.Increment(ref _arrived) == count && _state == Open)
        {
            var since = Stopwatch.GetTimestamp();
            var bytes = readMemory is null ? ProcessMemory.Read() : readMemory();
            AllWaiting = new BarrierSnapshot(since, bytes, Stopwatch.GetTimestamp());
            End(Released);
        }

        return _state != Open;
    }

    private void End(int state)
    {
        if (Interlocked.CompareExchange(ref _state, state, Open) != Open)
        {
            return;
        }

        lock (_mutex)
        {
            Monitor.PulseAll(_mutex);
        }

        // A waiter that is not in its place yet finds, when it comes there, that it need not wait.
        for (var item = 0; _waits is not null && item < count; item++)
        {
            LetGo(item, Interlocked.Exchange(ref _waiting![item], Gone));
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
        if (_state == Released)
        {
            handler.Complete(item, digestOf(item));
            return;
        }

        // Given up by any thread, while handlers belong to the loop's.
        handler.Loop.Post(_ => handler.Fail(item, new OperationCanceledException("the operation was given up")), null);
    }
}
