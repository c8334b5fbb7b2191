using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Processes and memory: each has a runtime of its own.</summary>
public sealed class ProcessesMemoryClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "processes.memory";

    /// <inheritdoc/>
    public override string ModelId => "processes";

    /// <inheritdoc/>
    public override int Position => 210;

    /// <inheritdoc/>
    public override string Sentence => "Worker processes take at least 1.5 times the memory of the same number of threads.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new MemoryRatio("processes", "threads", "primes", null, Bound.AtLeast(1.5)),
    ];
}
