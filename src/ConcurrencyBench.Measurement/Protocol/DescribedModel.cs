using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>What the orchestrator must know of a model to plan and measure it, in the answer to <c>describe</c>; only the id must be there.</summary>
/// <param name="Id">The id by which <c>prepare</c> names it.</param>
public sealed record DescribedModel(string Id)
{
    /// <summary>Whether concurrency means anything to it; one without has one item in flight in every comparison.</summary>
    public bool IsConcurrent { get; init; } = true;

    /// <summary>Whether its items run in processes that it starts.</summary>
    public bool ItemsRunElsewhere { get; init; }

    /// <summary>Whether its processes use a core between operations, and so are suspended meanwhile.</summary>
    public bool IsRestless { get; init; }

    /// <summary>Variables that its worker is to be started with, values by name; none is a secret.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The ids of the workloads that it runs; null for all of its worker's.</summary>
    public IReadOnlyList<string>? Workloads { get; init; }

    /// <summary>Describes a model of this program. Of its variables the runtime's alone: it may hand secrets to its workers.</summary>
    internal static DescribedModel Of(Model model) => new(model.Id)
    {
        IsConcurrent = model.IsConcurrent(),
        ItemsRunElsewhere = model.ItemsRunElsewhere(),
        IsRestless = model.IsRestless(),
        Environment = model.Environment.Where(variable => RuntimeVariables.Is(variable.Key)).ToDictionary(),
    };
}
