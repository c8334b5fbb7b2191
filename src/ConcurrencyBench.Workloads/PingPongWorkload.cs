using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Workloads.Messages;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Round trips between two workers, first of short messages, then of a page, then of large ones: what communicating costs. Both
/// payloads of a round trip are digested where they arrive. Under <c>sequential</c> the same questions
/// are asked and answered by calls: what is left is the work of stamping and digesting, the yardstick. Those of a size are
/// repeated until they have lasted 100 ms, whichever model makes them, so that one that takes now this long and now that shows it. There are two lanes. On
/// two cores each worker has its own, and a hand-over is as quick as the other side notices it. On one core every hand-over is a switch.
/// </summary>
public sealed class PingPongWorkload : RoundTripWorkload, IFollowsOperations, IHasMessageSizes, IHasParameters, IHasPhases, ILimitsCores
{
    private const string CoresName = "cores";

    private static readonly WorkloadParameter _cores = new(CoresName, string.Empty, "on how many cores the two workers run: on one, a hand-over is a switch", 2, [1, 2]);
    private static readonly TimeSpan _usualLeast = TimeSpan.FromMilliseconds(100);

    // So few that a pass is short beside 100 ms where a round trip is a call to another machine.
    private static readonly MessageSize[] _sizes =
    [
        new("64b", "64 B", 64, 0, 128),
        new("4kib", "4 KiB", 4096, 128, 128),
        new("1mib", "1 MiB", 1 << 20, 128 + 128, 8),
    ];

    private readonly SizeTurns _turns;
    private readonly TimeSpan _least;
    private PingPongPayloads? _expected;

    /// <summary>The workload, not set up.</summary>
    public PingPongWorkload()
        : this(_usualLeast, TimeProvider.System)
    {
    }

    /// <summary>The workload with round trips that last as long as is wished.</summary>
    internal PingPongWorkload(TimeSpan least, TimeProvider time)
    {
        (_least, _turns) = (least, new SizeTurns(_sizes, time));
        _turns.Reset();
    }

    /// <inheritdoc/>
    public override string Id => "ping-pong";

    /// <inheritdoc/>
    public override string Description => $"a round trip of 64 B, 4 KiB or 1 MiB between two workers{(WorkerCores is null ? string.Empty : " on one core")}, each payload digested where it arrives";

    /// <inheritdoc/>
    public IReadOnlyList<WorkloadParameter> Parameters => [_cores];

    /// <inheritdoc/>
    public int? WorkerCores => Parameter(CoresName) == 1 ? 1 : null;

    /// <inheritdoc/>
    public override int Items(int concurrency) => _sizes[^1].Last + 1;

    /// <inheritdoc/>
    public override Abstractions.RoundTrips Open(Batch batch) =>
        new RoundTrips(batch, new PingPongPayloads(Seed, _sizes), _turns, batch.Count == Items(1) ? _least : TimeSpan.Zero);

    /// <inheritdoc/>
    public void Begin() => _turns.Reset();

    /// <inheritdoc/>
    public IReadOnlyList<Phase> Observe() => _turns.Read();

    /// <inheritdoc/>
    public override ulong Expected(int item)
    {
        // Payloads are stamped in place: these are no model's.
        _expected ??= new PingPongPayloads(Seed, _sizes);
        return PingPongPayloads.Conclude(item, _expected.Answer(_expected.Ask(item)));
    }

    /// <summary>Items are made more than once; an operation of fewer items makes each of them once.</summary>
    private sealed class RoundTrips(Batch batch, PingPongPayloads payloads, SizeTurns turns, TimeSpan least) : Abstractions.RoundTrips(batch)
    {
        private readonly Batch _batch = batch;
        private readonly ulong[] _digests = new ulong[batch.Count];

        public override int Count => least > TimeSpan.Zero ? turns.Count : _batch.Count;

        public override int MostBytes => _sizes[^1].Bytes;

        public override byte[] Ask(int item) => payloads.Ask(turns.Begin(item));

        public override byte[] Answer(ReadOnlySpan<byte> question) => payloads.Answer(question);

        public override void Finish(int item, ReadOnlySpan<byte> answer)
        {
            var own = turns.ItemOf(item);
            var digest = Conclude(own, answer);

            // A repeat adds nothing where it gave the same and came in its turn; any other leaves the item wrong.
            _batch.Complete(own, turns.IsRepeat ? digest - _digests[own] + (ulong)(item - turns.Ended) : digest);
            _digests[own] = turns.IsRepeat ? _digests[own] : digest;
            turns.End(item, least);
        }

        protected override ulong Conclude(int item, ReadOnlySpan<byte> answer) => PingPongPayloads.Conclude(item, answer);
    }
}
