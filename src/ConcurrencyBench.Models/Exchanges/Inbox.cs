namespace ConcurrencyBench.Models.Exchanges;

/// <summary>Where a coroutine finds its messages: yielding it is waiting for one. It holds one message, or the coroutine that waits.</summary>
internal sealed class Inbox
{
    /// <summary>The message that has arrived; null when there is none.</summary>
    public byte[]? Message { get; set; }

    /// <summary>The coroutine that waits; null when none does.</summary>
    public IEnumerator<Inbox>? Waiter { get; set; }

    /// <summary>Takes the message that has arrived.</summary>
    public byte[] Take()
    {
        var message = Message!;
        Message = null;
        return message;
    }
}
