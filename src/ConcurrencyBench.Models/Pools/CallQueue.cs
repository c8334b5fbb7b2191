using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// The calls that wait for a thread of a pool, first in first out, and the threads that wait for a call. A call costs no
/// lock while the threads are busy. A thread that has nothing to do looks for work a moment longer before it sleeps, so
/// that a stream of short calls does not wake it for each. Rejected: <see cref="BlockingCollection{T}"/>, which passes
/// every call through a semaphore too.
/// </summary>
internal sealed class CallQueue
{
    // How often a thread looks again before it sleeps. Chosen, not measured: about as long as waking it might take.
    private const int Looks = 20;

    private readonly ConcurrentQueue<Task> _calls = new();
    private readonly object _mutex = new();
    private int _sleepers;
    private int _wakeUps;
    private bool _closed;

    /// <summary>The calls that wait, oldest first.</summary>
    public IEnumerable<Task> Waiting => _calls;

    /// <summary>Adds a call, and wakes a thread when one sleeps.</summary>
    public void Add(Task call)
    {
        _calls.Enqueue(call);

        // Either this sees the sleeper, or the sleeper, which counts itself before its last look, sees the call.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _sleepers) > 0)
        {
            Wake();
        }
    }

    /// <summary>Takes the oldest call, when there is one.</summary>
    public bool TryTake([MaybeNullWhen(false)] out Task call) => _calls.TryDequeue(out call);

    /// <summary>Blocks until there may be a call.</summary>
    /// <returns>Whether to look for calls again; else there will be none any more.</returns>
    public bool Wait()
    {
        for (var spinner = default(SpinWait); spinner.Count < Looks; spinner.SpinOnce(sleep1Threshold: -1))
        {
            if (!_calls.IsEmpty)
            {
                return true;
            }
        }

        lock (_mutex)
        {
            Interlocked.Increment(ref _sleepers);
            while (_calls.IsEmpty && _wakeUps == 0 && !_closed)
            {
                Monitor.Wait(_mutex);
            }

            // Who wakes a thread no longer counts it, so that the next call wakes another.
            if (_wakeUps > 0)
            {
                _wakeUps--;
            }
            else
            {
                _sleepers--;
            }

            return !_closed || !_calls.IsEmpty;
        }
    }

    /// <summary>Lets every thread go once the calls that wait have been taken.</summary>
    public void Close()
    {
        lock (_mutex)
        {
            _closed = true;
            Monitor.PulseAll(_mutex);
        }
    }

    private void Wake()
    {
        lock (_mutex)
        {
            if (_sleepers > 0)
            {
                _sleepers--;
                _wakeUps++;
                Monitor.Pulse(_mutex);
            }
        }
    }
}
