using System.Diagnostics.CodeAnalysis;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>
/// Hands one message at a time from one thread to another. A receiver that finds none looks again a few times, as the
/// framework's own locks do, and then sleeps; a sender takes a lock only to wake a sleeper. That is a semaphore's hand-off
/// without the semaphore's lock at each message: <see cref="SemaphoreSlim"/> takes one on both sides.
/// </summary>
/// <param name="looks">How often a receiver looks again before it sleeps.</param>
internal sealed class Mailbox<T>(int looks)
    where T : class
{
    /// <summary>As often as <see cref="SemaphoreSlim"/> looks: some microseconds, the later looks each after a yield.</summary>
    public const int UsualLooks = 35;

    private readonly object _lock = new();
    private T? _message;
    private bool _isReceiverAsleep;
    private bool _isClosed;

    /// <summary>Hands a message over. Only once the one before has been taken.</summary>
    public void Put(T message)
    {
        Volatile.Write(ref _message, message);

        // Either this sees the sleeper, or the sleeper, which says so before its last look, sees the message.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _isReceiverAsleep))
        {
            Wake();
        }
    }

    /// <summary>Takes the message, when there is one.</summary>
    public bool TryTake([NotNullWhen(true)] out T? message)
    {
        message = Volatile.Read(ref _message);
        if (message is null)
        {
            return false;
        }

        _message = null;
        return true;
    }

    /// <summary>Waits for a message and takes it.</summary>
    /// <returns>The message; null when there will be none any more.</returns>
    public T? Take()
    {
        T? message;
        for (var spinner = default(SpinWait); spinner.Count < looks; spinner.SpinOnce(sleep1Threshold: -1))
        {
            if (TryTake(out message))
            {
                return message;
            }
        }

        lock (_lock)
        {
            _isReceiverAsleep = true;
            Interlocked.MemoryBarrier();
            while (!TryTake(out message) && !_isClosed)
            {
                Monitor.Wait(_lock);
            }

            _isReceiverAsleep = false;
        }

        return message;
    }

    /// <summary>Says that no message will come any more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.Pulse(_lock);
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            Monitor.Pulse(_lock);
        }
    }
}
