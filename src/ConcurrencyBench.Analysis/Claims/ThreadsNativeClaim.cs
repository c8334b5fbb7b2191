using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Threads and native code: what runs outside the lock scales.</summary>
public sealed class ThreadsNativeClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "threads.native";

    /// <inheritdoc/>
    public override string ModelId => "gil-threads";

    /// <inheritdoc/>
    public override int Position => 120;

    /// <inheritdoc/>
    public override string Form => "Native code that releases the global interpreter lock puts {0:share} of the cores to work.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new SpeedUp("gil-threads", "sha256", null, Threshold.AtLeastPerCore(0.7)),
    ];
}
