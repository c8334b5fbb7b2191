namespace ConcurrencyBench.Models.Schedulers;

/// <summary>
/// Switches between green threads on one carrier, the loop's thread. A green thread that awaits an item is put aside, with
/// all its frames, until the item has ended; another goes on meanwhile.
/// </summary>
/// <param name="batch">Whose items.</param>
/// <param name="loop">On which waits end.</param>
/// <param name="cancellationToken">Handed to the items.</param>
public sealed class GreenScheduler(Batch batch, IEventLoop loop, CancellationToken cancellationToken) : ItemHandler(batch, loop)
{
    private static readonly SendOrPostCallback Resume = static frames => ((Action)frames!)();

    /// <summary>Stands for an item that has ended well.</summary>
    private static readonly object Ended = new();

    /// <summary>For each item nothing while it runs, the frames that wait for it, or how it ended: <see cref="Ended"/> or a failure.</summary>
    private readonly object?[] _items = new object?[batch.Count];
    private readonly ItemCounter _counter = new(batch, cancellationToken);

    /// <summary>Runs green threads on the calling thread, which is their carrier, until all have ended.</summary>
    /// <param name="code">What they run.</param>
    /// <param name="batch">The items.</param>
    /// <param name="count">How many green threads.</param>
    /// <param name="cancellationToken">Looked at before each item.</param>
    /// <remarks>Throws the first failure.</remarks>
    public static void Run(GreenCode code, Batch batch, int count, CancellationToken cancellationToken) =>
        EventLoop.Run(loop => code.RunAsync(new GreenScheduler(batch, loop, cancellationToken), count));

    /// <summary>Takes the next item.</summary>
    /// <param name="item">Its number, when there was one.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public bool TryTake(out int item) => _counter.TryTake(out item);

    /// <summary>Hands out nothing more.</summary>
    public void Stop() => _counter.Stop();

    /// <summary>Starts an item. Awaiting it gives the carrier to another green thread until it has ended.</summary>
    /// <param name="item">Which item.</param>
    /// <returns>What to await, once.</returns>
    public GreenWait Run(int item)
    {
        Start(item, cancellationToken);
        return new GreenWait(this, item);
    }

    /// <summary>Whether an item has ended.</summary>
    internal bool HasEnded(int item) => _items[item] is not (null or Action);

    /// <summary>Why an item failed, if it did.</summary>
    internal Exception? FailureOf(int item) => _items[item] as Exception;

    /// <summary>Puts frames aside until an item has ended.</summary>
    internal void Suspend(int item, Action frames) => _items[item] = frames;

    /// <inheritdoc/>
    protected override void OnCompleted(int item) => End(item, Ended);

    /// <inheritdoc/>
    protected override void OnFailed(int item, Exception failure) => End(item, failure);

    private void End(int item, object how)
    {
        var frames = _items[item] as Action;
        _items[item] = how;
        if (frames is not null)
        {
            Loop.Post(Resume, frames);
        }
    }
}
