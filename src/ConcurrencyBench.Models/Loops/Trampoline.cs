namespace ConcurrencyBench.Models.Loops;

/// <summary>
/// Resumes coroutines in turn on a loop's thread. A coroutine is an iterator: it runs until it yields the number of the item
/// that it waits for, and is resumed when that item has ended. The first failure of an item ends all of them.
/// </summary>
internal sealed class Trampoline(Batch batch, IEventLoop loop, CancellationToken cancellationToken) : ItemHandler(batch, loop)
{
    private static readonly SendOrPostCallback Bounce = static trampoline => ((Trampoline)trampoline!).ResumeReady();

    private readonly IEnumerator<int>?[] _waiting = new IEnumerator<int>?[batch.Count];
    private readonly Queue<IEnumerator<int>> _ready = new();
    private readonly TaskCompletionSource _end = new();
    private Exception? _failure;
    private bool _isPosted;

    /// <summary>Whether a coroutine runs, and not the loop itself.</summary>
    private bool _isRunning;

    private int _alive;

    /// <summary>Runs coroutines until all have ended; each runs at once until it first waits.</summary>
    /// <param name="coroutines">They yield numbers of items, each number once among all of them; made one by one.</param>
    /// <param name="count">How many there are.</param>
    public Task RunAsync(IEnumerable<IEnumerator<int>> coroutines, int count)
    {
        _alive = count;
        foreach (var coroutine in coroutines)
        {
            Resume(coroutine);
        }

        return _end.Task;
    }

    protected override void OnCompleted(int item) => MakeReady(_waiting[item]!);

    protected override void OnFailed(int item, Exception failure)
    {
        _failure ??= failure;
        MakeReady(_waiting[item]!);
    }

    private void MakeReady(IEnumerator<int> coroutine)
    {
        // The loop itself resumes at once. A coroutine that has ended another's item, or its own, goes on first.
        if (!_isRunning)
        {
            Resume(coroutine);
            return;
        }

        _ready.Enqueue(coroutine);
        if (!_isPosted)
        {
            _isPosted = true;
            Loop.Post(Bounce, this);
        }
    }

    private void ResumeReady()
    {
        // Who becomes ready meanwhile waits for the next bounce, so that timers and sockets get their turn.
        for (var count = _ready.Count; count > 0; count--)
        {
            Resume(_ready.Dequeue());
        }

        _isPosted = _ready.Count > 0;
        if (_isPosted)
        {
            Loop.Post(Bounce, this);
        }
    }

    private void Resume(IEnumerator<int> coroutine)
    {
        _isRunning = true;
        RunOn(coroutine);
        _isRunning = false;
    }

    private void RunOn(IEnumerator<int> coroutine)
    {
        try
        {
            if (_failure is null && coroutine.MoveNext())
            {
                _waiting[coroutine.Current] = coroutine;
                Start(coroutine.Current, cancellationToken);
                return;
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The code that ended the item need not be one that would report it.
            _failure ??= failure;
        }

        coroutine.Dispose();
        if (--_alive > 0)
        {
            return;
        }

        if (_failure is null)
        {
            _end.SetResult();
        }
        else
        {
            _end.SetException(_failure);
        }
    }
}
