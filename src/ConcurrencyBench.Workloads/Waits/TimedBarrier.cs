using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Waits;

/// <summary>
/// A wait as users' code has it, with a timer of its own that ends it when nothing comes: <see cref="Task.WaitAsync(TimeSpan)"/> of one event on the
/// thread pool; on a loop, as asyncio's <c>wait_for</c>, a promise or a handler and a timer of the loop. Timers are set for so long that none fires.
/// </summary>
internal sealed class TimedBarrier(int count, Func<int, ulong> digestOf) : AsyncBarrier(count, digestOf, _patience)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(30);

    private readonly TaskCompletionSource _allWait = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The loop's thread alone touches them.
    private readonly List<ITimedWait> _onLoop = [];
    private IEventLoop? _loop;

    public override ValueTask<ulong> WaitAsync(int item)
    {
        // Before it arrives: what releases those that have arrived must find the loop.
        _loop ??= SynchronizationContext.Current as IEventLoop;
        return Arrive() ? new ValueTask<ulong>(Result(item)) : _loop is null ? OnThePoolAsync(item) : OnTheLoopAsync(_loop, item);
    }

    public override void Start(int item, ItemHandler handler)
    {
        _loop ??= handler.Loop;
        var wait = new HandlerWait(this, handler, item);
        if (Arrive())
        {
            handler.Loop.Post(static state => ((ITimedWait)state!).End(null), wait);
            return;
        }

        Register(handler.Loop, wait);
    }

    protected override void Release()
    {
        _allWait.SetResult();
        _loop?.Post(_ => _onLoop.ForEach(static wait => wait.End(null)), null);
    }

    private async ValueTask<ulong> OnThePoolAsync(int item)
    {
        await _allWait.Task.WaitAsync(_patience);
        return Result(item);
    }

    private async ValueTask<ulong> OnTheLoopAsync(IEventLoop loop, int item)
    {
        var wait = new PromiseWait();
        Register(loop, wait);
        await wait.Task;
        return Result(item);
    }

    private void Register(IEventLoop loop, ITimedWait wait)
    {
        _onLoop.Add(wait);
        loop.After(_patience, static state => ((ITimedWait)state!).End(TimedOut()), wait);
    }

    /// <summary>One item's wait on a loop, which ends once: the second end does nothing.</summary>
    private interface ITimedWait
    {
        void End(Exception? failure);
    }

    private sealed class HandlerWait(TimedBarrier barrier, ItemHandler handler, int item) : ITimedWait
    {
        private bool _hasEnded;

        public void End(Exception? failure)
        {
            if (_hasEnded)
            {
                return;
            }

            _hasEnded = true;
            if (failure is null && barrier.IsReleased)
            {
                handler.Complete(item, barrier.Result(item));
            }
            else
            {
                handler.Fail(item, failure ?? GivenUp());
            }
        }
    }

    private sealed class PromiseWait : TaskCompletionSource, ITimedWait
    {
        public void End(Exception? failure) => _ = failure is null ? TrySetResult() : TrySetException(failure);
    }
}
