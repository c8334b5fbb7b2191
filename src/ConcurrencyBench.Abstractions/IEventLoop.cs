namespace ConcurrencyBench.Abstractions;

/// <summary>
/// The one thread of a single-threaded model, as its items see it: a run queue and timers. While it runs it is also the
/// thread's <see cref="SynchronizationContext"/>, so that asynchronous code comes back to it by itself.
/// </summary>
public interface IEventLoop
{
    /// <summary>Calls back on the loop's thread, after what is queued already. Any thread may ask.</summary>
    /// <param name="callback">What to call.</param>
    /// <param name="state">What to hand over.</param>
    void Post(SendOrPostCallback callback, object? state);

    /// <summary>Calls back once a time has passed, never sooner. Only the loop's thread may ask.</summary>
    /// <param name="time">How long.</param>
    /// <param name="callback">What to call, on the loop's thread.</param>
    /// <param name="state">What to hand over.</param>
    void After(TimeSpan time, SendOrPostCallback callback, object? state);
}
