namespace ConcurrencyBench.Models.Green;

/// <summary>Where a green thread waits for a message from another on the same carrier. It holds one message.</summary>
/// <param name="loop">The carrier's loop.</param>
public sealed class GreenInbox(IEventLoop loop) : GreenAwaiter
{
    private byte[]? _message;
    private bool _isClosed;

    /// <summary>Whether there is nothing to wait for.</summary>
    public bool IsCompleted => _message is not null || _isClosed;

    /// <summary>Puts a message in and lets the thread that waits for it go on.</summary>
    /// <param name="message">The message.</param>
    public void Put(byte[] message)
    {
        _message = message;
        Wake(loop);
    }

    /// <summary>Says that no message will come any more.</summary>
    public void Close()
    {
        _isClosed = true;
        Wake(loop);
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
}
