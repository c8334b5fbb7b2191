using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Abstractions;

/// <summary>
/// Work whose items are sources of events, which go through a filter and a map to handlers: one stream after the other, each a phase whose items are
/// deliveries, an event to one handler. An item's
/// digest covers each event of its source at each handler, in order.
/// </summary>
public abstract class StreamWorkload : Workload, IHasConcurrencies, IHasPhases
{
    // With one event a source, what a model does between two of them never happens.
    private const int FewestEvents = 4;

    private EventStream[] _streams = [];

    /// <inheritdoc/>
    public sealed override WorkloadKind Kind => WorkloadKind.Message;

    /// <summary>The streams of an operation, once the workload is set up.</summary>
    internal IReadOnlyList<EventStream> Streams => _streams;

    /// <summary>How much of what each stream has, in their order.</summary>
    protected abstract IReadOnlyList<StreamShape> Shapes { get; }

    IReadOnlyList<int> IHasConcurrencies.Concurrencies(int cores) => [cores];

    /// <inheritdoc/>
    public sealed override int Items(int concurrency) => Shapes.Sum(shape => shape.Sources);

    /// <inheritdoc/>
    public sealed override ulong Expected(int item) => Expected(_streams, item);

    IReadOnlyList<Phase> IHasPhases.Observe() => [.. _streams.Select(stream => stream.Observe())];

    /// <inheritdoc/>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _streams = Open(1);
        return Task.CompletedTask;
    }

    /// <summary>Streams like those of an operation, each with a share of the events, and at least a few of each source.</summary>
    internal EventStream[] Open(double share) =>
        [.. Shapes.Select((shape, number) => Open(shape with { EventsPerSource = (int)Math.Max(Math.Min(FewestEvents, shape.EventsPerSource), share * shape.EventsPerSource) }, Digest.Of(Seed, (ulong)number)))];

    /// <summary>The digest of an item, which is a source of one of some streams.</summary>
    internal static ulong Expected(IReadOnlyList<EventStream> streams, int item)
    {
        var number = 0;
        for (; item >= streams[number].Sources; number++)
        {
            item -= streams[number].Sources;
        }

        return streams[number].Expected(item);
    }

    /// <summary>Makes a stream, from a seed that decides every event.</summary>
    internal virtual EventStream Open(StreamShape shape, ulong seed) => new(shape, seed);
}
