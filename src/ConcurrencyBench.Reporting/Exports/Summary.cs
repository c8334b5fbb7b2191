using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Exports;

/// <summary>
/// A run's <c>summary.json</c>: what exports and <c>cbench compare</c> read. All figures are in base units (ns, bytes,
/// pure ratios); a figure that is not a finite number is written as null and read as NaN.
/// </summary>
public sealed record Summary
{
    /// <summary>The version that this program writes.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The file's version.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>What was set out, where, and with what.</summary>
    public required RunManifest Run { get; init; }

    /// <summary>How long the run has been measuring, s.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Blocks that were measured, contaminated ones among them.</summary>
    public required int Blocks { get; init; }

    /// <summary>Blocks left out because others used the machine, a CPU quota throttled the run, or the run itself was stopped.</summary>
    public required int ContaminatedBlocks { get; init; }

    /// <summary>Those of them that were left out because a CPU quota throttled the run.</summary>
    public int ThrottledBlocks { get; init; }

    /// <summary>Those of them that were left out because the run itself was stopped.</summary>
    public int InterruptedBlocks { get; init; }

    /// <summary>Blocks that others disturbed and that had to count all the same.</summary>
    public int DisturbedBlocks { get; init; }

    /// <summary>Why the run answers nothing, one sentence; null when it answers something.</summary>
    public string? NoAnswer { get; init; }

    /// <summary>Those of <see cref="Warnings"/> that say that the machine, or the measuring, cannot be trusted.</summary>
    public IReadOnlyList<string> MachineWarnings { get; init; } = [];

    /// <summary>Who was fastest in each comparison.</summary>
    public IReadOnlyList<Ranking> Rankings { get; init; } = [];

    /// <summary>Warnings about the run as a whole.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The cells with clean measurements, null cases among them.</summary>
    public required IReadOnlyList<CellResult> Cells { get; init; }

    /// <summary>The noise floor of each comparison.</summary>
    public required IReadOnlyList<ComparisonFloor> NoiseFloors { get; init; }

    /// <summary>Every claim with its verdict and evidence.</summary>
    public required IReadOnlyList<Judgement> Judgements { get; init; }

    /// <summary>Every failure.</summary>
    public required IReadOnlyList<Failure> Failures { get; init; }

    /// <summary>The summary of a run.</summary>
    /// <param name="results">The run's results.</param>
    /// <returns>The summary.</returns>
    public static Summary Of(RunResults results) => new()
    {
        Run = results.Run,
        DurationSeconds = results.Duration.TotalSeconds,
        Blocks = results.Blocks,
        ContaminatedBlocks = results.ContaminatedBlocks,
        ThrottledBlocks = results.LeftOut.Throttled,
        InterruptedBlocks = results.LeftOut.Interrupted,
        DisturbedBlocks = results.DisturbedBlocks,
        NoAnswer = results.NoAnswer,
        MachineWarnings = results.MachineWarnings,
        Rankings = results.Rankings,
        Warnings = results.Warnings,
        Cells = results.Cells,
        NoiseFloors = results.NoiseFloors,
        Judgements = results.Judgements,
        Failures = results.Failures,
    };
}
