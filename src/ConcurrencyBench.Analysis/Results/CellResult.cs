using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>What a run says about one cell. Null cases have cells of their own.</summary>
public sealed record CellResult
{
    /// <summary>Which cell.</summary>
    public required Cell Cell { get; init; }

    /// <summary>Items of an operation.</summary>
    public required int Items { get; init; }

    /// <summary>Rounds with at least one clean measurement.</summary>
    public required int Rounds { get; init; }

    /// <summary>Clean measurements.</summary>
    public required int Measurements { get; init; }

    /// <summary>Wall time of an item, ns: the median of each round, and of those the geometric mean.</summary>
    public required Figure NanosecondsPerItem { get; init; }

    /// <summary>CPU time of an item over the whole process tree, ns; null where it is not available.</summary>
    public Figure? CpuNanosecondsPerItem { get; init; }

    /// <summary>Memory of the whole process tree, bytes; null where it is not available.</summary>
    public Figure? MemoryBytes { get; init; }

    /// <summary>The slowest launch's time of an item over that of the typical one, 1 or above: a model's own tail, which no median shows.</summary>
    public double WorstLaunch { get; init; } = 1;

    /// <summary>Throughput over that of <c>sequential</c>, formed within blocks; null for the baseline or without it.</summary>
    public Figure? SpeedUp { get; init; }

    /// <summary>The speed-up's interval that holds together with those of all models of its comparison; null with too few rounds, and for a null case.</summary>
    public Interval? SimultaneousInterval { get; init; }

    /// <summary>How the speed-up stands beside 1, by that interval and its noise floor; null where that is not known.</summary>
    public Distinction? BesideBaseline { get; init; }

    /// <summary>
    /// Median start-up of the model (its preparation), ns, over the launches that began with this cell. A worker serves the concurrencies
    /// of its workload in turn, and only the first pays for the code that is compiled then: null for the others.
    /// </summary>
    public double? StartUpNanoseconds { get; init; }

    /// <summary>Median of each cost over the clean measurements; a counter that was ever absent is null.</summary>
    public required Costs Costs { get; init; }

    /// <summary>The parts of its operations that the workload distinguishes, in order; empty for most.</summary>
    public IReadOnlyList<PhaseResult> Phases { get; init; } = [];

    /// <summary>What it says about one phase.</summary>
    /// <param name="id">The phase's id.</param>
    /// <returns>The phase, or null when no clean measurement has it.</returns>
    public PhaseResult? Phase(string id) => Phases.FirstOrDefault(phase => phase.Id == id);
}
