using ConcurrencyBench.Models.Loops;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Green;

/// <summary>
/// Switches between green threads on one carrier, the loop's thread. A green thread that awaits an item is put aside, with
/// all its frames, until the item has ended; another goes on meanwhile.
/// </summary>
/// <param name="batch">Whose items.</param>
/// <param name="loop">On which waits end.</param>
/// <param name="cancellationToken">Handed to the items.</param>
public sealed class GreenScheduler(Batch batch, IEventLoop loop, CancellationToken cancellationToken) : ItemHandler(batch, loop)
{
    private static readonly SendOrPostCallback SwitchLater = static wait => ((GreenWait)wait!).Switch();

    /// <summary>For each item that has been started, where its green thread waits.</summary>
    private readonly GreenWait?[] _waits = new GreenWait?[batch.Count];
    private readonly ItemCounter _counter = new(batch, cancellationToken);

    /// <summary>Whether a green thread runs, and not the loop itself.</summary>
    private bool _isRunning;

    /// <summary>Runs green threads on the calling thread, which is their carrier, until all have ended.</summary>
    /// <param name="code">What they run.</param>
    /// <param name="batch">The items.</param>
    /// <param name="count">How many green threads.</param>
    /// <param name="cancellationToken">Looked at before each item.</param>
    /// <remarks>Throws the first failure.</remarks>
    public static void Run(GreenCode code, Batch batch, int count, CancellationToken cancellationToken) =>
        EventLoop.Run(loop => new GreenScheduler(batch, loop, cancellationToken).StartAsync(code, count));

    /// <summary>Takes the next item.</summary>
    /// <param name="item">Its number, when there was one.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public bool TryTake(out int item) => _counter.TryTake(out item);

    /// <summary>Hands out nothing more.</summary>
    public void Stop() => _counter.Stop();

    /// <summary>Starts an item.</summary>
    internal void Start(int item, GreenWait wait)
    {
        _waits[item] = wait;
        Start(item, cancellationToken);
    }

    /// <summary>Gives the carrier to the green thread that waits for an item that has ended.</summary>
    internal void SwitchTo(GreenWait wait)
    {
        // The loop itself switches at once, as a hub does to whom a socket or a timer has called. A green thread that has ended
        // another's item goes on first: a thread on top of another would keep that one from going on, and stacks would grow.
        if (_isRunning)
        {
            Loop.Post(SwitchLater, wait);
            return;
        }

        _isRunning = true;
        wait.GoOn();
        _isRunning = false;
    }

    /// <inheritdoc/>
    protected override void OnCompleted(int item) => _waits[item]!.End(failure: null);

    /// <inheritdoc/>
    protected override void OnFailed(int item, Exception failure) => _waits[item]!.End(failure);

    private Task StartAsync(GreenCode code, int count)
    {
        _isRunning = true;
        var threads = code.RunAsync(this, count);
        _isRunning = false;
        return threads;
    }
}
