namespace ConcurrencyBench.Analysis.Tests;

/// <summary>What a test measures: rounds × blocks of some models.</summary>
internal sealed record Comparison(string Workload, int Concurrency, params IReadOnlyList<string> Models)
{
    public int Rounds { get; init; } = 4;

    public int Blocks { get; init; } = 3;
}
