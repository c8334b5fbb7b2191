using System.Diagnostics;

namespace ConcurrencyBench.Models.Loops;

/// <summary>
/// A run queue and timers on one thread: the thread that calls <see cref="Run"/>, which it blocks until a task has ended.
/// Callbacks posted by the thread itself go into a queue that no other thread touches; those of other threads wait behind a lock
/// and are taken over all at once. Timers are a heap, looked at between rounds of the queue.
/// </summary>
public sealed class EventLoop : SynchronizationContext, IEventLoop
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly PriorityQueue<Call, long> _timers = new();
    private readonly Queue<Call> _ready = new();
    private readonly object _lock = new();
    private List<Call> _posted = [];
    private List<Call> _taken = [];
    private bool _isWaiting;

    /// <summary>Whether others have posted since the loop last took their calls; written behind the lock.</summary>
    private volatile bool _hasPosted;

    private EventLoop()
    {
    }

    /// <summary>Runs a program on a new loop, on the calling thread.</summary>
    /// <param name="program">What to run; whatever it awaits comes back to the loop.</param>
    /// <remarks>Ends when the program's task has ended, and throws what it threw. Calls that are left over are dropped.</remarks>
    public static void Run(Func<EventLoop, Task> program)
    {
        var before = Current;
        var loop = new EventLoop();
        SetSynchronizationContext(loop);
        try
        {
            var task = program(loop);
            loop.RunUntilEnd(task);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            _ready.Enqueue(new Call(d, state));
            return;
        }

        lock (_lock)
        {
            _posted.Add(new Call(d, state));
            _hasPosted = true;
            if (_isWaiting)
            {
                _isWaiting = false;
                Monitor.Pulse(_lock);
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: a caller that waits for its loop blocks it.</exception>
    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("an event loop cannot be waited for");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <inheritdoc/>
    public void After(TimeSpan time, SendOrPostCallback callback, object? state) =>
        _timers.Enqueue(new Call(callback, state), Stopwatch.GetTimestamp() + (long)Math.Ceiling(time.TotalSeconds * Stopwatch.Frequency));

    private void RunUntilEnd(Task task)
    {
        // What a round posts runs in the next one, so that timers and other threads get their turn.
        while (!task.IsCompleted)
        {
            var untilTimer = FireTimers();
            TakePosted(_ready.Count > 0 ? TimeSpan.Zero : untilTimer);
            for (var left = _ready.Count; left > 0; left--)
            {
                var call = _ready.Dequeue();
                call.Callback(call.State);
            }
        }
    }

    /// <summary>Queues the calls that are due.</summary>
    /// <returns>How long until the next is; infinite when there is none.</returns>
    private TimeSpan FireTimers()
    {
        if (_timers.Count == 0)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var now = Stopwatch.GetTimestamp();
        while (_timers.TryPeek(out var call, out var due))
        {
            if (due > now)
            {
                return Stopwatch.GetElapsedTime(now, due);
            }

            _timers.Dequeue();
            _ready.Enqueue(call);
        }

        return Timeout.InfiniteTimeSpan;
    }

    /// <summary>Queues what other threads have posted; waits for that when there is nothing else to do.</summary>
    private void TakePosted(TimeSpan patience)
    {
        // What is posted at this moment is seen a round later.
        if (patience == TimeSpan.Zero && !_hasPosted)
        {
            return;
        }

        lock (_lock)
        {
            if (_posted.Count == 0 && patience != TimeSpan.Zero)
            {
                // Whole milliseconds, rounded up: a timer never ends early.
                _isWaiting = true;
                Monitor.Wait(_lock, patience == Timeout.InfiniteTimeSpan ? Timeout.Infinite : (int)Math.Min(int.MaxValue, Math.Ceiling(patience.TotalMilliseconds)));
                _isWaiting = false;
            }

            (_taken, _posted) = (_posted, _taken);
            _hasPosted = false;
        }

        foreach (var call in _taken)
        {
            _ready.Enqueue(call);
        }

        _taken.Clear();
    }

    private readonly record struct Call(SendOrPostCallback Callback, object? State);
}
