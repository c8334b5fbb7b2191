using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Models.Schedulers;

/// <summary>
/// Where a green thread waits for a message from another on the same carrier: it is awaited, which puts the thread's frames aside
/// until a message has arrived. It holds one message, or the frames that wait for it.
/// </summary>
/// <param name="loop">The carrier's loop.</param>
public sealed class GreenInbox(IEventLoop loop) : ICriticalNotifyCompletion
{
    private static readonly SendOrPostCallback Resume = static frames => ((Action)frames!)();

    private byte[]? _message;
    private Action? _frames;
    private bool _isClosed;

    /// <summary>Whether there is nothing to wait for.</summary>
    public bool IsCompleted => _message is not null || _isClosed;

    /// <summary>Puts a message in and lets the thread that waits for it go on, after those that are ready already.</summary>
    /// <param name="message">The message.</param>
    public void Put(byte[] message)
    {
        _message = message;
        Wake();
    }

    /// <summary>Says that no message will come any more.</summary>
    public void Close()
    {
        _isClosed = true;
        Wake();
    }

    /// <summary>The wait itself, as the compiler wants it.</summary>
    /// <returns>Itself.</returns>
    public GreenInbox GetAwaiter() => this;

    /// <summary>Takes the message.</summary>
    /// <returns>The message; null when there will be none any more.</returns>
    public byte[]? GetResult()
    {
        var message = _message;
        _message = null;
        return message;
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => _frames = continuation;

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => _frames = continuation;

    private void Wake()
    {
        if (_frames is { } frames)
        {
            _frames = null;
            loop.Post(Resume, frames);
        }
    }
}
