using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Models.Green;

/// <summary>
/// What one green thread awaits, as often as it likes: it keeps the frames that the await has put aside until they may go on.
/// It is a class, made once, because a runtime that suspends the frames itself boxes an awaiter that is a structure, each time.
/// </summary>
public abstract class GreenAwaiter : ICriticalNotifyCompletion
{
    private static readonly SendOrPostCallback Resume = static frames => ((Action)frames!)();

    private Action? _frames;

    /// <summary>Whether a thread waits here.</summary>
    protected bool IsAwaited => _frames is not null;

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => _frames = continuation;

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => _frames = continuation;

    /// <summary>Lets the thread that waits, if one does, go on behind those that are ready already.</summary>
    /// <param name="loop">The carrier's loop.</param>
    protected void Wake(IEventLoop loop)
    {
        if (IsAwaited)
        {
            loop.Post(Resume, TakeFrames());
        }
    }

    /// <summary>Hands over the frames of the thread that waits.</summary>
    /// <returns>What lets them go on, to be called once.</returns>
    protected Action TakeFrames()
    {
        var frames = _frames!;
        _frames = null;
        return frames;
    }
}
