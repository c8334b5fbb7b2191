using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>How workers are shared out where sources and handlers have workers of their own: half of them to each side.</summary>
/// <param name="Sources">How many run sources, from 1.</param>
/// <param name="Handlers">How many run handlers, from 1.</param>
public readonly record struct StreamWorkers(int Sources, int Handlers)
{
    /// <summary>How many events a queue between two of them holds: so many make a wake-up rare, and all of them stay in a core's cache.</summary>
    public const int QueueCapacity = 1024;

    /// <summary>How many there are.</summary>
    public int Count => Sources + Handlers;

    /// <summary>Shares out workers; neither side gets more than it has sources or handlers.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="concurrency">How many workers there may be, from 1; with one there are two.</param>
    /// <returns>How many each side gets.</returns>
    public static StreamWorkers Of(EventStream stream, int concurrency)
    {
        var sources = Math.Clamp(concurrency / 2, 1, stream.Sources);
        return new StreamWorkers(sources, Math.Clamp(concurrency - sources, 1, stream.Handlers));
    }

    /// <summary>How large a pool must be.</summary>
    /// <param name="streams">The workload's streams; none for most workloads.</param>
    /// <param name="concurrency">How many items may be in flight, or workers on a stream, from 1.</param>
    /// <returns>The most workers that one of the streams has; the concurrency where there are none.</returns>
    public static int PoolSize(IReadOnlyList<EventStream> streams, int concurrency) =>
        streams.Select(stream => Of(stream, concurrency).Count).DefaultIfEmpty(concurrency).Max();
}
