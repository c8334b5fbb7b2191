using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Workloads.Messages;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Round trips between two workers, first of short messages, then of a page, then of large ones: what communicating costs. Both
/// payloads of a round trip are digested where they arrive. Run as plain items, which is what <c>sequential</c> does, the same
/// questions are asked and answered by calls: what is left is the work of stamping and digesting, the yardstick. Numbers of
/// round trips are such that each size takes 20 to 80 ms between two threads.
/// </summary>
public sealed class PingPongWorkload : Workload
{
    private static readonly MessageSize[] Sizes =
    [
        new("64 B", 64, 0, 8192),
        new("4 kB", 4096, 8192, 4096),
        new("1 MiB", 1 << 20, 8192 + 4096, 128),
    ];

    private readonly PhaseClock _clock = new(Sizes);
    private ThreadLocal<PingPongPayloads>? _payloads;
    private ulong _seed;

    /// <inheritdoc/>
    public override string Id => "ping-pong";

    /// <inheritdoc/>
    public override string Description => "a round trip of 64 B, 4 kB or 1 MiB between two workers, each payload digested where it arrives";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Message;

    /// <inheritdoc/>
    public override WorkloadNeeds Needs => WorkloadNeeds.RoundTrips;

    private PingPongPayloads Payloads => _payloads!.Value!;

    /// <inheritdoc/>
    public override IReadOnlyList<int>? Concurrencies(int cores) => [2];

    /// <inheritdoc/>
    public override int Items(int concurrency) => Sizes[^1].Last + 1;

    /// <inheritdoc/>
    public override Task SetUpAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _seed = setup.Seed;

        // Items run as plain ones may run on several threads at once, and payloads are stamped in place.
        _payloads = new ThreadLocal<PingPongPayloads>(() => new PingPongPayloads(_seed, Sizes));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Abstractions.RoundTrips OpenRoundTrips(Batch batch) => new RoundTrips(batch, new PingPongPayloads(_seed, Sizes), _clock);

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        _clock.Begin(item);
        var payloads = Payloads;
        var question = payloads.Ask(item);
        gate.Checkpoint();
        var answer = payloads.Answer(question);
        gate.Checkpoint();
        var digest = PingPongPayloads.Conclude(item, answer);
        _clock.End(item);
        return digest;
    }

    /// <inheritdoc/>
    public override void Begin() => _clock.Reset();

    /// <inheritdoc/>
    public override IReadOnlyList<Phase> Observe() => _clock.Read();

    /// <inheritdoc/>
    public override ulong Expected(int item) => PingPongPayloads.Conclude(item, Payloads.Answer(Payloads.Ask(item)));

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _payloads?.Dispose();
        return base.DisposeAsync();
    }

    private sealed class RoundTrips(Batch batch, PingPongPayloads payloads, PhaseClock clock) : Abstractions.RoundTrips(batch)
    {
        public override int MostBytes => Sizes[^1].Bytes;

        public override byte[] Ask(int item)
        {
            clock.Begin(item);
            return payloads.Ask(item);
        }

        public override byte[] Answer(ReadOnlySpan<byte> question) => payloads.Answer(question);

        protected override ulong Conclude(int item, ReadOnlySpan<byte> answer)
        {
            var digest = PingPongPayloads.Conclude(item, answer);
            clock.End(item);
            return digest;
        }
    }
}
