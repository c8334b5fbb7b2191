using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// Processes and memory: each has a runtime of its own. A tree counts as if it were alone: its private pages, and once what
/// its processes share. Rejected: summed RSS, which counts shared pages once a process and overstates pools; PSS, which divides
/// the runtime's pages among all workers of a run, and so changes with how many models are compared.
/// </summary>
public sealed class ProcessesMemoryClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "processes.memory";

    /// <inheritdoc/>
    public override string ModelId => "processes";

    /// <inheritdoc/>
    public override int Position => 210;

    /// <inheritdoc/>
    public override string Form => "Worker processes take {0:times} the memory of the same number of threads.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new RatioRequirement("processes", "threads", "primes", null, Quantity.Memory, Threshold.AtLeast(1.5)),
    ];
}
