using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>Streams whose handlers report every event to a board; when the board is faulty, the event of that number breaks them.</summary>
public class StreamingProbe : StreamWorkload
{
    private ProbeBoard? _board;

    public override string Id => GetType().Name;

    public override string Description => "a probe";

    protected override IReadOnlyList<StreamShape> Shapes { get; } = [new(1, 1, 20_000), new(7, 3, 1500), new(300, 5, 20), new(2, 16, 700), new(3, 1, 5000)];

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _board?.Dispose();
        return base.DisposeAsync();
    }

    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _board = new ProbeBoard(setup.FixtureAddress!);
        return base.OpenAsync(setup, cancellationToken);
    }

    internal override EventStream Open(StreamShape shape, ulong seed) => new ReportedStream(shape, seed, _board!);

    private sealed class ReportedStream(StreamShape shape, ulong seed, ProbeBoard board) : EventStream(shape, seed)
    {
        public override void Add(int handler, int source, ref WindowedSum sum, ulong value)
        {
            board.ThrowIfFaulty((int)Interlocked.Increment(ref board.Started) - 1);
            base.Add(handler, source, ref sum, value);
        }
    }
}
