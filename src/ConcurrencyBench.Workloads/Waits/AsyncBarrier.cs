using System.Diagnostics;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Waits;

/// <summary>
/// Where all items of one operation wait until the last has come. Threads block on one monitor; how asynchronous code and handlers wait is the derived
/// class's. It is made for the operation and what it holds is allocated in it, so that a wait's own bytes are counted with the model's.
/// </summary>
/// <param name="count">How many items there are.</param>
/// <param name="digestOf">The digest of an item.</param>
/// <param name="patience">How long a thread waits at the most; infinite for a wait without a timer.</param>
/// <param name="readMemory">Reads the memory when all wait; null for the process's share.</param>
internal abstract class AsyncBarrier(int count, Func<int, ulong> digestOf, TimeSpan patience, Func<long?>? readMemory = null)
{
    private const int Open = 0;
    private const int Released = 1;
    private const int Abandoned = 2;

    private readonly object _mutex = new();
    private int _arrived;
    private volatile int _state;

    /// <summary>The moment at which all waited; null as long as they do not.</summary>
    public BarrierSnapshot? AllWaiting { get; private set; }

    /// <summary>How many items there are.</summary>
    protected int Count => count;

    /// <summary>Whether no item has ended, nor will until the last has come.</summary>
    protected bool IsOpen => _state == Open;

    /// <summary>Whether all waited, so that none failed.</summary>
    protected bool IsReleased => _state == Released;

    /// <summary>Blocks the thread until all wait.</summary>
    /// <exception cref="OperationCanceledException">The operation was given up.</exception>
    /// <exception cref="TimeoutException">The thread's patience has ended first.</exception>
    public ulong Wait<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate
    {
        if (!Arrive())
        {
            gate.EnterBlocking();
            try
            {
                Block();
            }
            finally
            {
                gate.ExitBlocking();
            }
        }

        return Result(item);
    }

    /// <summary>Waits without blocking until all wait.</summary>
    public abstract ValueTask<ulong> WaitAsync(int item);

    /// <summary>Registers a handler that is notified when all wait.</summary>
    /// <param name="item">Which item.</param>
    /// <param name="handler">Called on its loop's thread; at once, when the item is the last.</param>
    public abstract void Start(int item, ItemHandler handler);

    /// <summary>Releases all waiters with a failure, unless all wait already; a later one fails too.</summary>
    public void Abandon() => End(Abandoned);

    /// <summary>The item's digest, once all wait.</summary>
    /// <exception cref="OperationCanceledException">The operation was given up.</exception>
    internal ulong Result(int item) => _state == Abandoned ? throw GivenUp() : digestOf(item);

    /// <summary>What a waiter throws whose operation was given up.</summary>
    protected static OperationCanceledException GivenUp() => new("the operation was given up while its items waited for one another");

    /// <summary>Lets all that wait without a thread go on; called once, by any thread.</summary>
    protected abstract void Release();

    /// <summary>Counts an item; the last one reads the memory and lets all go.</summary>
    /// <returns>Whether no item has to wait any more.</returns>
    protected bool Arrive()
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

    private void Block()
    {
        lock (_mutex)
        {
            while (_state == Open)
            {
                if (!Monitor.Wait(_mutex, patience))
                {
                    throw TimedOut();
                }
            }
        }
    }

    /// <summary>What a waiter throws whose timer has fired.</summary>
    protected static TimeoutException TimedOut() => new("the other items did not come in time");

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

        Release();
    }
}
