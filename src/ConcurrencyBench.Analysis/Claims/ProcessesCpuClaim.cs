using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Processes and computation: they share no lock.</summary>
public sealed class ProcessesCpuClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "processes.cpu";

    /// <inheritdoc/>
    public override string ModelId => "processes";

    /// <inheritdoc/>
    public override int Position => 200;

    /// <inheritdoc/>
    public override string Form => "Worker processes put {0:share} of the cores to work on computation.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new SpeedUp("processes", "primes", null, Threshold.AtLeastPerCore(0.7)),
    ];
}
