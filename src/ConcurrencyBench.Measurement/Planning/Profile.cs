using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Planning;

/// <summary>How much to measure, under a name.</summary>
public sealed record Profile
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>How long it takes, in words.</summary>
    public required string Cost { get; init; }

    /// <summary>What it is for, in words.</summary>
    public required string Purpose { get; init; }

    /// <summary>The workloads that every model runs, each as a <see cref="WorkloadChoice"/> is written; null for all, with all their parameters.</summary>
    public IReadOnlyList<string>? Workloads { get; init; }

    /// <summary>The workloads that models run which the user names; null for <see cref="Workloads"/>.</summary>
    public IReadOnlyList<string>? WorkloadsOfNamedModels { get; init; }

    /// <summary>Of the other workloads, the cells that are measured as well, by name and the number of cores.</summary>
    public Func<int, IReadOnlyList<Cell>> AlsoCells { get; init; } = _ => [];

    /// <summary>Whether null cases are measured too where only cells of claims are, and the baseline is none of them.</summary>
    public bool HasNullCasesWithoutBaseline { get; init; } = true;

    /// <summary>The concurrencies of a kind of workload on so many cores.</summary>
    public required Func<WorkloadKind, int, IReadOnlyList<int>> Concurrencies { get; init; }

    /// <summary>Rounds that every workload gets.</summary>
    public required int MinimumRounds { get; init; }

    /// <summary>Rounds after which a workload is left alone.</summary>
    public required int MaximumRounds { get; init; }

    /// <summary>Blocks of each comparison in a round.</summary>
    public required int BlocksPerRound { get; init; }

    /// <summary>For how long each cell runs before it is measured, ms; 0 to measure at once.</summary>
    public int WarmUpMilliseconds { get; init; } = Plan.UsualWarmUpMilliseconds;

    /// <summary>How long the run may take.</summary>
    public required TimeSpan Budget { get; init; }
}
