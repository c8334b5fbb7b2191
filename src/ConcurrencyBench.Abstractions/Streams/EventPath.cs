namespace ConcurrencyBench.Abstractions.Streams;

/// <summary>How an event gets from its source to a handler.</summary>
public enum EventPath
{
    /// <summary>On the thread of its source: by calls, or over a queue of that thread.</summary>
    OneThread,

    /// <summary>Over a queue, to another thread.</summary>
    BetweenThreads,

    /// <summary>To another process.</summary>
    BetweenProcesses,
}
