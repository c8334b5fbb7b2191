using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Async methods and I/O: held to the bound of the threads. The original table has no such row, as Python has no such model.</summary>
public sealed class AsyncIoClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "async.io";

    /// <inheritdoc/>
    public override string ModelId => "async";

    /// <inheritdoc/>
    public override int Position => 320;

    /// <inheritdoc/>
    public override string Form => "Async methods on the thread pool speed up waiting for I/O {0:times}, with {0:flight} requests in flight.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new SpeedUp("async", "http", 16, Threshold.AtLeast(8)),
    ];
}
