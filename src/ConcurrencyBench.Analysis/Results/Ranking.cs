namespace ConcurrencyBench.Analysis.Results;

/// <summary>
/// Which model was fastest in a comparison, and which were as good as far as this run can show. The fastest is chosen after
/// looking, so luck helped to choose it and its lead is on average a little less than what is shown.
/// </summary>
public sealed record Ranking
{
    /// <summary>The comparison's id.</summary>
    public required string Comparison { get; init; }

    /// <summary>The model with the highest speed-up; <c>sequential</c> may be it.</summary>
    public required string Fastest { get; init; }

    /// <summary>The other models, the fastest first.</summary>
    public required IReadOnlyList<Rival> Rivals { get; init; }

    /// <summary>The model that used the least CPU time for an item, over its whole process tree; null when it is not available.</summary>
    public string? LeastCpu { get; init; }

    /// <summary>Whether the ranking may be relied on: it has intervals, and others did not use the machine too much.</summary>
    public required bool IsReliable { get; init; }

    /// <summary>Whether contaminated blocks had to count.</summary>
    public bool IsDisturbed { get; init; }
}
