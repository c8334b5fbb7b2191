using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// Coroutines and their price: what 1,000 that wait hold and what it takes to start them, beside as many threads. Rejected: ten
/// times as many, of which the system takes a quarter of a minute to start the threads, for the same verdict.
/// </summary>
public sealed class CoroutinesLightClaim : Claim
{
    private const int Waiting = 1_000;

    /// <inheritdoc/>
    public override string Id => "coroutines.light";

    /// <inheritdoc/>
    public override string ModelId => "coroutines";

    /// <inheritdoc/>
    public override int Position => 400;

    /// <inheritdoc/>
    public override string Form => "Coroutines are far lighter than threads: of {0:flight} that wait, each holds {0:part} of the memory and takes {1:part} of the time to start.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new RatioRequirement("coroutines", "threads", "pending", Waiting, Quantity.BytesOf("start"), Threshold.AtMost(0.1)),
        new RatioRequirement("coroutines", "threads", "pending", Waiting, Quantity.TimeOf("start"), Threshold.AtMost(0.1)),
    ];
}
