using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Abstractions;

/// <summary>
/// Work whose items are sources of events, which go through a filter and a map to handlers: one stream after the other. An item's
/// digest covers each event of its source at each handler, in order.
/// </summary>
public abstract class StreamWorkload : Workload, IHasConcurrencies, IHasPhases, IFollowsOperations
{
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
    public sealed override ulong Expected(int item)
    {
        var number = 0;
        for (; item >= Shapes[number].Sources; number++)
        {
            item -= Shapes[number].Sources;
        }

        return _streams[number].Expected(item);
    }

    void IFollowsOperations.Begin() => Array.ForEach(_streams, stream => stream.Begin());

    IReadOnlyList<Phase> IHasPhases.Observe() => [.. _streams.Select(stream => stream.Observe())];

    /// <inheritdoc/>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _streams = [.. Shapes.Select((shape, number) => Open(shape, Digest.Of(Seed, (ulong)number)))];
        return Task.CompletedTask;
    }

    /// <summary>Makes a stream, from a seed that decides every event.</summary>
    internal virtual EventStream Open(StreamShape shape, ulong seed) => new(shape, seed);
}
