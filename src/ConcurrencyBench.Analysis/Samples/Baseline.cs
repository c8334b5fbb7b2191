using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>The model that all others are held against. It has one item in flight, so one cell a workload.</summary>
internal static class Baseline
{
    /// <summary>Its public name.</summary>
    public const string ModelId = "sequential";

    /// <summary>Whether a name in a run stands for the baseline, its null case included.</summary>
    /// <returns>True when its cells have concurrency 1 whatever their comparison's is.</returns>
    public static bool Is(string model) => NullCase.ModelId(model) == ModelId;

    /// <summary>The cell that another is held against.</summary>
    /// <returns>The baseline's cell of the same runtime and workload.</returns>
    public static Cell Of(Cell cell) => cell with { Model = ModelId, Concurrency = 1 };
}
