namespace ConcurrencyBench.Workloads;

/// <summary>
/// The calls of items that block their thread, as those of a library that knows nothing of loops. A model may have them
/// routed to a hub, as gevent does when it patches Python's standard library: the item's code stays the same.
/// </summary>
public static class BlockingCalls
{
    [ThreadStatic]
    private static IHub? _hub;

    /// <summary>Where this thread's calls go; null where they block it, as they do unless a model has patched them.</summary>
    public static IHub? Hub
    {
        get => _hub;
        set => _hub = value;
    }

    /// <summary>Sleeps: blocks the thread, unless the call is patched.</summary>
    /// <param name="time">How long, never less.</param>
    /// <returns>Ended already, unless the call is patched: then what C# needs a caller to await in order to be put aside.</returns>
    public static ValueTask SleepAsync(TimeSpan time)
    {
        if (_hub is { } hub)
        {
            return hub.SleepAsync(time);
        }

        Thread.Sleep(time);
        return ValueTask.CompletedTask;
    }
}
