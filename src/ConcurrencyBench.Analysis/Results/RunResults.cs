using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>Everything a report shows: a pure function of a run's manifest and journal.</summary>
public sealed record RunResults
{
    /// <summary>What was set out, where, and with what.</summary>
    public required RunManifest Run { get; init; }

    /// <summary>How long the run has been measuring, pauses left out.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The cells that have clean measurements, in the plan's order.</summary>
    public required IReadOnlyList<CellResult> Cells { get; init; }

    /// <summary>The noise floor of each comparison that has null cases, in the plan's order.</summary>
    public required IReadOnlyList<ComparisonFloor> NoiseFloors { get; init; }

    /// <summary>Every claim, in the order of the table.</summary>
    public required IReadOnlyList<Judgement> Judgements { get; init; }

    /// <summary>Every failure, in the order it happened.</summary>
    public required IReadOnlyList<Failure> Failures { get; init; }

    /// <summary>The cells that failed. What was not the model's doing and went well another time is listed among the failures, but does not condemn its cell.</summary>
    public IReadOnlySet<Cell> FailedCells => Failures
        .Where(failure => !failure.MayBeRetried || Cells.All(result => result.Cell != failure.Cell)).Select(failure => failure.Cell).ToHashSet();

    /// <summary>Blocks that were measured, contaminated ones among them.</summary>
    public required int Blocks { get; init; }

    /// <summary>Blocks left out because others used the machine, a CPU quota throttled the run, or the run itself was stopped.</summary>
    public required int ContaminatedBlocks { get; init; }

    /// <summary>The blocks left out, by the reason.</summary>
    public LeftOutBlocks LeftOut { get; init; }

    /// <summary>Blocks that others or a CPU quota disturbed and that had to count all the same: no verdict rests on their comparisons.</summary>
    public int DisturbedBlocks { get; init; }

    /// <summary>The share of a core that this program itself used while operations ran; null where it is not available.</summary>
    public double? OrchestratorShare { get; init; }

    /// <summary>Who was fastest in each comparison, in the plan's order.</summary>
    public IReadOnlyList<Ranking> Rankings { get; init; } = [];

    /// <summary>Why the run answers nothing, one sentence: nothing could be measured, or nothing decided; null when it answers something.</summary>
    public string? NoAnswer { get; init; }

    /// <summary>Those of <see cref="Warnings"/> that say that the machine, or the measuring, cannot be trusted: they are read before any figure.</summary>
    public IReadOnlyList<string> MachineWarnings { get; init; } = [];

    /// <summary>Warnings about the run as a whole, each one sentence; those about the machine first.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The result of a cell.</summary>
    /// <param name="model">The model's name in the run.</param>
    /// <param name="workload">The workload's id.</param>
    /// <param name="concurrency">The concurrency; ignored for a baseline, which has one cell a workload.</param>
    /// <returns>The result, or null when the cell has no clean measurement.</returns>
    public CellResult? Find(string model, string workload, int concurrency) =>
        Cells.FirstOrDefault(result => result.Cell.Model == model && result.Cell.Workload == workload
            && (result.Cell.Concurrency == concurrency || NullCase.ModelId(model) == "sequential"));
}
