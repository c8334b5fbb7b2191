using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>A figure that a claim was judged by.</summary>
/// <param name="Id">What identifies it: the metric and the cells, as "throughput: threads/primes/2 ÷ sequential/primes/1".</param>
/// <param name="Name">What it is in reports, as "S(threads, primes, 2)".</param>
/// <param name="Rule">What it is held against, as "≥ 1.4×".</param>
/// <param name="Unit">The figure's unit, as "×"; empty for a pure number.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Verdict">What this figure alone says.</param>
public sealed record Evidence(string Id, string Name, string Rule, string Unit, Figure Figure, Verdict Verdict)
{
    /// <summary>The limit on this machine, in the figure's base unit.</summary>
    public double Limit { get; init; }

    /// <summary>On which side of the limit the figure must be.</summary>
    public Side Side { get; init; }

    /// <summary>How often the figure is looked at: once where all planned rounds of its comparison were done, and then its interval decides.</summary>
    public Looks Looks { get; init; } = Looks.Any;

    /// <summary>The evidence against the limit: 20 decides what is looked at more than once. Null with fewer than three rounds.</summary>
    public double? EValue { get; init; }

    /// <summary>Whether disturbed operations had to count: then the figure decides nothing.</summary>
    public bool IsDisturbed { get; init; }

    /// <summary>Whether the limit counts cores and two of them may be one core's hyper-threads: then the figure contradicts nothing.</summary>
    public bool MayShareCores { get; init; }

    /// <summary>The cells that the figure was asked of: the model's and, of a ratio, that of the other.</summary>
    internal IReadOnlyList<Cell> Cells { get; init; } = [];
}
