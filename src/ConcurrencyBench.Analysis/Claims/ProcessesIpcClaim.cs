using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// Processes and communication, judged at each size of message: a round trip against that of threads, which pass a reference
/// where processes copy. Real Python contradicts it at the smallest size, where a thread waits for the interpreter's lock.
/// </summary>
public sealed class ProcessesIpcClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "processes.ipc";

    /// <inheritdoc/>
    public override string ModelId => "processes";

    /// <inheritdoc/>
    public override int Position => 220;

    /// <inheritdoc/>
    public override string Form => "Processes communicate more slowly than threads: a round trip takes {0:longer} with short messages, {1:longer} with medium ones and {2:longer} with large ones.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
        [RoundTrip("64 B"), RoundTrip("4 kB"), RoundTrip("1 MiB")];

    private static RatioRequirement RoundTrip(string size) =>
        new("processes", "threads", "ping-pong", 2, Quantity.TimeOf(size), Threshold.Above(1));
}
