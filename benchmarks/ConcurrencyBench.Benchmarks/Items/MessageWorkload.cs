using System.Globalization;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Workloads.Messages;

namespace ConcurrencyBench.Benchmarks.Items;

/// <summary>Round trips of one size: that of <c>ping-pong</c>, its payloads and digests; the fixture's address is the size in bytes.</summary>
public sealed class MessageWorkload : RoundTripWorkload
{
    /// <summary>How many round trips an operation has.</summary>
    public const int Count = 1_000;

    private MessageSize[] _sizes = [];
    private PingPongPayloads? _payloads;

    /// <inheritdoc/>
    public override string Id => "message";

    /// <inheritdoc/>
    public override string Description => "a round trip of one size";

    /// <summary>Makes an operation of round trips, ready.</summary>
    /// <param name="bytes">The size.</param>
    /// <returns>The operation.</returns>
    public static async Task<Operation> OperationAsync(int bytes)
    {
        var workload = new MessageWorkload();
        var setup = new WorkloadSetup(Seed: 1, Concurrency: 2, bytes.ToString(CultureInfo.InvariantCulture));
        await workload.SetUpAsync(setup, CancellationToken.None);
        return new Operation(workload, Count, setup);
    }

    /// <inheritdoc/>
    public override int Items(int concurrency) => Count;

    /// <inheritdoc/>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        var bytes = int.Parse(setup.FixtureAddress!, CultureInfo.InvariantCulture);
        _sizes = [new MessageSize("message", "message", bytes, 0, Count)];
        _payloads = new PingPongPayloads(setup.Seed, _sizes);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Abstractions.RoundTrips Open(Batch batch) => new RoundTrips(batch, _payloads!, _sizes[0].Bytes);

    /// <inheritdoc/>
    public override ulong Expected(int item) =>
        PingPongPayloads.Conclude(item, _payloads!.Answer(_payloads.Ask(item)));

    private sealed class RoundTrips(Batch batch, PingPongPayloads payloads, int bytes) : Abstractions.RoundTrips(batch)
    {
        public override int MostBytes => bytes;

        public override byte[] Ask(int item) => payloads.Ask(item);

        public override byte[] Answer(ReadOnlySpan<byte> question) => payloads.Answer(question);

        protected override ulong Conclude(int item, ReadOnlySpan<byte> answer) => PingPongPayloads.Conclude(item, answer);
    }
}
