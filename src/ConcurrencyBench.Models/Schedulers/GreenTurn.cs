using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Models.Schedulers;

/// <summary>Where one green thread waits for another on the same carrier: awaiting it puts the frames aside until it is ended.</summary>
/// <param name="loop">The carrier's loop.</param>
public sealed class GreenTurn(IEventLoop loop) : ICriticalNotifyCompletion
{
    private static readonly SendOrPostCallback Resume = static frames => ((Action)frames!)();

    private Action? _frames;

    /// <summary>Never: whoever awaits has looked before.</summary>
    public bool IsCompleted => false;

    /// <summary>The wait itself, as the compiler wants it.</summary>
    /// <returns>Itself.</returns>
    public GreenTurn GetAwaiter() => this;

    /// <summary>Nothing: whoever has waited looks again.</summary>
    public void GetResult()
    {
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => _frames = continuation;

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => _frames = continuation;

    /// <summary>Lets the thread that waits, if one does, go on behind those that are ready already.</summary>
    internal void End()
    {
        if (_frames is { } frames)
        {
            _frames = null;
            loop.Post(Resume, frames);
        }
    }
}
