namespace ConcurrencyBench.Abstractions;

/// <summary>A wait of asynchronous code: on the timers of the loop that it runs on, else on the runtime's.</summary>
public static class LoopDelay
{
    /// <summary>Waits without blocking the thread.</summary>
    /// <param name="time">How long; on a loop never less, elsewhere up to a step of the kernel's coarse clock less.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <returns>A task that ends after the time.</returns>
    public static Task ForAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (SynchronizationContext.Current is not IEventLoop loop)
        {
            // The runtime's timers count whole milliseconds and drop the rest.
            return Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)), cancellationToken);
        }

        return cancellationToken.CanBeCanceled ? OnAsync(loop, time, cancellationToken) : On(loop, time).Task;
    }

    private static TaskCompletionSource On(IEventLoop loop, TimeSpan time)
    {
        var end = new TaskCompletionSource();
        loop.After(time, static state => ((TaskCompletionSource)state!).TrySetResult(), end);
        return end;
    }

    private static async Task OnAsync(IEventLoop loop, TimeSpan time, CancellationToken cancellationToken)
    {
        var end = On(loop, time);
        using (cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), end))
        {
            await end.Task;
        }
    }
}
