using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>Streams whose handlers tell a board of every event; when the board is faulty, the event of that number breaks them.</summary>
public class StreamingProbe : ProbeWorkload
{
    private EventStream[] _streams = [];

    public override WorkloadKind Kind => WorkloadKind.Message;

    public override WorkloadNeeds Needs => WorkloadNeeds.Stream;

    public override IReadOnlyList<EventStream> Streams => _streams;

    protected virtual IReadOnlyList<StreamShape> Shapes { get; } = [new(1, 1, 20_000), new(7, 3, 1500), new(300, 5, 20), new(2, 16, 700), new(3, 1, 5000)];

    public override int Items(int concurrency) => Shapes.Sum(shape => shape.Sources);

    public override async Task SetUpAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        await base.SetUpAsync(setup, cancellationToken);
        _streams = [.. Shapes.Select((shape, number) => new ToldStream(shape, setup.Seed + (ulong)number, Board))];
    }

    public override void Begin() => Array.ForEach(_streams, stream => stream.Begin());

    /// <summary>The source's events by plain calls.</summary>
    public override ulong Execute<TGate>(int item, ref TGate gate) => Expected(item);

    public override ulong Expected(int item)
    {
        var number = 0;
        for (; item >= Shapes[number].Sources; number++)
        {
            item -= Shapes[number].Sources;
        }

        var sums = new WindowedSum[Shapes[number].Handlers];
        for (var events = 0; events < Shapes[number].EventsPerSource; events++)
        {
            if (_streams[number].TryNext(item, events, out var value))
            {
                for (var handler = 0; handler < sums.Length; handler++)
                {
                    sums[handler].Add(value);
                }
            }
        }

        return sums.Aggregate(0UL, (digest, sum) => Digest.Of(digest, sum.Digest));
    }

    private sealed class ToldStream(StreamShape shape, ulong seed, ProbeBoard board) : EventStream(shape, seed)
    {
        public override void Add(int handler, int source, ref WindowedSum sum, ulong value)
        {
            board.ThrowIfFaulty((int)Interlocked.Increment(ref board.Started) - 1);
            base.Add(handler, source, ref sum, value);
        }
    }
}
