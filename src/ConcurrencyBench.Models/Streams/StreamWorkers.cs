using ConcurrencyBench.Core.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>How workers are shared out where sources and handlers have workers of their own: half of them to each side.</summary>
/// <param name="Sources">How many run sources, from 1.</param>
/// <param name="Handlers">How many run handlers, from 1.</param>
internal readonly record struct StreamWorkers(int Sources, int Handlers)
{
    /// <summary>Shares out workers; neither side gets more than it has sources or handlers.</summary>
    public static StreamWorkers Of(EventStream stream, int concurrency)
    {
        var sources = Math.Clamp(concurrency / 2, 1, stream.Sources);
        return new StreamWorkers(sources, Math.Clamp(concurrency - sources, 1, stream.Handlers));
    }
}
