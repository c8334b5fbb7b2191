using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Abstractions;

/// <summary>
/// A model that takes events from sources to handlers, by its own means and written as its best users would write it: what it runs of a
/// <see cref="StreamWorkload"/>. A message
/// is one event to one handler, and where messages cross a network many share a call; filter and map are cheap, and done where the
/// event comes from. Sources take turns, event by event, so that many of them are at work at once and not one after the other.
/// </summary>
public interface IRunsStreams
{
    /// <summary>How an event gets from its source to a handler. Figures of one way say little about those of another.</summary>
    EventPath EventPath => EventPath.OneThread;

    /// <summary>Takes every event of every source that passes the filter, mapped, to each handler: once, and in order within its source.</summary>
    /// <param name="stream">The events and the handlers.</param>
    /// <param name="concurrency">The most workers at once, from 1; where sources and handlers have workers of their own, each side has at least one.</param>
    /// <param name="cancellationToken">Ends the stream early.</param>
    /// <returns>A task that ends when nothing is on its way any more, and fails with a handler's exception.</returns>
    Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken);
}
