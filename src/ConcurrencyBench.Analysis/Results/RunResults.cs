using System.Text.Json.Serialization;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>
/// Everything a report shows: a pure function of a run's manifest and journal. Its public members are those of <c>summary.json</c>, in their order,
/// but for what is marked. All figures are in base units (ns, bytes, pure ratios); there, one that is not a finite number is null.
/// </summary>
public sealed record RunResults
{
    /// <summary>The version of <c>summary.json</c>.</summary>
    public int SchemaVersion { get; } = 2;

    /// <summary>What was set out, where, and with what.</summary>
    public required RunManifest Run { get; init; }

    /// <summary>How long the run has been measuring, pauses left out, s.</summary>
    public double DurationSeconds => Duration.TotalSeconds;

    /// <summary>Blocks that were measured.</summary>
    public required int Blocks { get; init; }

    /// <summary>Operations that were measured, those left out among them.</summary>
    public required int Operations { get; init; }

    /// <summary>Operations left out because others used the machine, a CPU quota throttled the run, or the run itself was stopped.</summary>
    public int LeftOutOperations => LeftOut.Total;

    /// <summary>Those of them that were left out because a CPU quota throttled the run.</summary>
    public int ThrottledOperations => LeftOut.Throttled;

    /// <summary>Those of them that were left out because the run itself was stopped.</summary>
    public int InterruptedOperations => LeftOut.Interrupted;

    /// <summary>Operations that others or a CPU quota disturbed and that had to count all the same: no verdict rests on their cells.</summary>
    public int DisturbedOperations { get; init; }

    /// <summary>How often the run was planned to look at its results before it ended. Each piece of evidence says how often it was (<see cref="Evidence.Looks"/>).</summary>
    public required Looks Looks { get; init; }

    /// <summary>Why the run answers nothing, one sentence: nothing could be measured, or nothing decided; null when it answers something.</summary>
    public string? NoAnswer { get; init; }

    /// <summary>Those of <see cref="Warnings"/> that say that the machine, or the measuring, cannot be trusted: they are read before any figure.</summary>
    public IReadOnlyList<string> MachineWarnings { get; init; } = [];

    /// <summary>Who was fastest in each comparison, in the plan's order.</summary>
    public IReadOnlyList<Ranking> Rankings { get; init; } = [];

    /// <summary>Warnings about the run as a whole, each one sentence; those about the machine first.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The cells that have clean measurements, in the plan's order.</summary>
    public required IReadOnlyList<CellResult> Cells { get; init; }

    /// <summary>The noise floor of each comparison that has null cases, in the plan's order.</summary>
    public required IReadOnlyList<ComparisonFloor> NoiseFloors { get; init; }

    /// <summary>The smallest worthwhile task of each model and concurrency; null where tasks of one size alone were measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TaskGranularity>? Granularities { get; init; }

    /// <summary>Every claim, in the order of the table.</summary>
    public required IReadOnlyList<Judgement> Judgements { get; init; }

    /// <summary>Every failure, in the order it happened.</summary>
    public required IReadOnlyList<Failure> Failures { get; init; }

    /// <summary>The cells that failed. What was not the model's doing and went well another time is listed among the failures, but does not condemn its cell.</summary>
    [JsonIgnore]
    public IReadOnlySet<Cell> FailedCells => Failures
        .Where(failure => !failure.MayBeRetried || Cells.All(result => result.Cell != failure.Cell)).Select(failure => failure.Cell).ToHashSet();

    /// <summary>How long the run has been measuring, pauses left out.</summary>
    [JsonIgnore]
    public TimeSpan Duration { get; init; }

    /// <summary>By comparison id, the variance between the blocks of a launch over that between launches: from it follows how many blocks a launch should have.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, double> VarianceRatios { get; init; } = new Dictionary<string, double>();

    /// <summary>The operations left out, by the reason.</summary>
    [JsonIgnore]
    public LeftOutOperations LeftOut { get; init; }

    /// <summary>The share of a core that this program itself used while operations ran; null where it is not available.</summary>
    [JsonIgnore]
    public double? OrchestratorShare { get; init; }
}
