using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Events that go from sources through a filter and a map to handlers, each of which sums them over windows: one stream after
/// the other, of three shapes. An item is a source, and its digest covers each of its events at each handler, in order. A
/// model takes the events from source to handler by its own means, its <see cref="IStreamRunner"/>; run as an item, a source's
/// events are plain calls.
/// </summary>
public sealed class StreamWorkload : Workload
{
    private static readonly StreamShape[] Shapes = [new(1, 1, 1_000_000), new(32, 4, 6_000), new(1_000, 16, 50)];

    private EventStream[] _streams = [];

    /// <inheritdoc/>
    public override string Id => "stream";

    /// <inheritdoc/>
    public override string Description => "takes a source's events through a filter and a map to handlers that sum them over windows";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Message;

    /// <inheritdoc/>
    public override WorkloadNeeds Needs => WorkloadNeeds.Stream;

    /// <inheritdoc/>
    public override IReadOnlyList<EventStream> Streams => _streams;

    /// <inheritdoc/>
    public override IReadOnlyList<int>? Concurrencies(int cores) => [cores];

    /// <inheritdoc/>
    public override int Items(int concurrency) => Shapes.Sum(shape => shape.Sources);

    /// <inheritdoc/>
    public override Task SetUpAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _streams = [.. Shapes.Select((shape, number) => new EventStream(shape, Digest.Of(setup.Seed, (ulong)number)))];
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Begin() => Array.ForEach(_streams, stream => stream.Begin());

    /// <inheritdoc/>
    public override IReadOnlyList<Phase> Observe() => [.. _streams.Select(stream => stream.Observe())];

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        var stream = _streams[0];
        var source = item;
        for (var number = 1; source >= stream.Sources; number++)
        {
            source -= stream.Sources;
            stream = _streams[number];
        }

        return Sum(stream, source, ref gate);
    }

    private static ulong Sum<TGate>(EventStream stream, int source, ref TGate gate)
        where TGate : struct, IGate
    {
        const int EventsBetweenCheckpoints = 5_000;
        var sums = new WindowedSum[stream.Handlers];
        for (var number = 0; number < stream.EventsPerSource; number++)
        {
            var value = stream.ValueOf(source, number);
            if (EventStream.Passes(value))
            {
                value = EventStream.Map(value);
                for (var handler = 0; handler < sums.Length; handler++)
                {
                    sums[handler].Add(value);
                }
            }

            if ((number + 1) % EventsBetweenCheckpoints == 0)
            {
                gate.Checkpoint();
            }
        }

        return sums.Aggregate(0UL, (digest, sum) => Digest.Of(digest, sum.Digest));
    }
}
