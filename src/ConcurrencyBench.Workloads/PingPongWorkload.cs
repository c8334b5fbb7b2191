using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Workloads.Messages;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Round trips between two workers, first of short messages, then of a page, then of large ones: what communicating costs. Both
/// payloads of a round trip are digested where they arrive. Under <c>sequential</c> the same questions
/// are asked and answered by calls: what is left is the work of stamping and digesting, the yardstick. Numbers of
/// round trips are such that each size takes 20 to 80 ms between two threads.
/// </summary>
public sealed class PingPongWorkload : RoundTripWorkload, IFollowsOperations, IHasMessageSizes, IHasPhases
{
    private static readonly MessageSize[] Sizes =
    [
        new("64b", "64 B", 64, 0, 8192),
        new("4kib", "4 KiB", 4096, 8192, 4096),
        new("1mib", "1 MiB", 1 << 20, 8192 + 4096, 128),
    ];

    private readonly PhaseClock _clock = new(Sizes);
    private PingPongPayloads? _expected;

    /// <inheritdoc/>
    public override string Id => "ping-pong";

    /// <inheritdoc/>
    public override string Description => "a round trip of 64 B, 4 KiB or 1 MiB between two workers, each payload digested where it arrives";

    /// <inheritdoc/>
    public override int Items(int concurrency) => Sizes[^1].Last + 1;

    /// <inheritdoc/>
    public override Abstractions.RoundTrips Open(Batch batch) => new RoundTrips(batch, new PingPongPayloads(Seed, Sizes), _clock);

    /// <inheritdoc/>
    public void Begin() => _clock.Reset();

    /// <inheritdoc/>
    public IReadOnlyList<Phase> Observe() => _clock.Read();

    /// <inheritdoc/>
    public override ulong Expected(int item)
    {
        // Payloads are stamped in place: these are no model's.
        _expected ??= new PingPongPayloads(Seed, Sizes);
        return PingPongPayloads.Conclude(item, _expected.Answer(_expected.Ask(item)));
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
