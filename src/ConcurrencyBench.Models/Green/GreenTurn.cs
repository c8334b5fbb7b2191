namespace ConcurrencyBench.Models.Green;

/// <summary>Where one green thread waits for another on the same carrier, until that one ends the wait.</summary>
/// <param name="loop">The carrier's loop.</param>
public sealed class GreenTurn(IEventLoop loop) : GreenAwaiter
{
    /// <summary>Never: the awaiting code has looked before.</summary>
    public bool IsCompleted => false;

    /// <summary>The wait itself, as the compiler wants it.</summary>
    /// <returns>Itself.</returns>
    public GreenTurn GetAwaiter() => this;

    /// <summary>Nothing: the awaiting code looks again.</summary>
    public void GetResult()
    {
    }

    /// <summary>Lets the thread that waits, if one does, go on.</summary>
    internal void End() => Wake(loop);
}
