using System.Diagnostics;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>
/// Holds every caller back by the same time, never less. One thread and one queue are enough, because equal delays end
/// in the order in which they began. Task.Delay is not used. Its clock on Linux is the kernel's coarse one, which moves
/// in steps of 1 to 10 ms, so that it ends up to a step early or late.
/// </summary>
internal sealed class DelayLine : IDisposable
{
    private readonly long _delayTicks;
    private readonly object _lock = new();
    private readonly Queue<Held> _held = new();
    private readonly Thread _thread;
    private bool _closed;

    /// <summary>Starts the line.</summary>
    public DelayLine(TimeSpan delay)
    {
        _delayTicks = (long)Math.Ceiling(delay.TotalSeconds * Stopwatch.Frequency);
        _thread = new Thread(Release) { IsBackground = true, Name = "delay line" };
        _thread.Start();
    }

    /// <summary>Ends after the delay, on the line's own thread; canceled when the line is closed first.</summary>
    public Task WaitAsync()
    {
        var held = new Held(Stopwatch.GetTimestamp() + _delayTicks, new TaskCompletionSource());
        lock (_lock)
        {
            if (_closed)
            {
                return Task.FromCanceled(new CancellationToken(canceled: true));
            }

            _held.Enqueue(held);
            if (_held.Count == 1)
            {
                Monitor.Pulse(_lock);
            }
        }

        return held.Completion.Task;
    }

    /// <summary>Cancels who still waits and ends the thread.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            Monitor.Pulse(_lock);
        }

        // Who was held back goes on upon the line's own thread, and may be the one that closes it.
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    private void Release()
    {
        while (Next() is { } held)
        {
            for (var left = held.Due - Stopwatch.GetTimestamp(); left > 0; left = held.Due - Stopwatch.GetTimestamp())
            {
                HighResolutionSleep.For(Stopwatch.GetElapsedTime(0, left));
            }

            held.Completion.SetResult();
        }

        foreach (var left in _held)
        {
            left.Completion.SetCanceled();
        }
    }

    private Held? Next()
    {
        lock (_lock)
        {
            while (!_closed && _held.Count == 0)
            {
                Monitor.Wait(_lock);
            }

            return _closed ? null : _held.Dequeue();
        }
    }

    private sealed record Held(long Due, TaskCompletionSource Completion);
}
