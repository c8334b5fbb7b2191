using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>A run's <c>run.json</c>: what was set out, where, and with what. Written before anything is measured, and anew when the run is resumed.</summary>
public sealed record RunManifest
{
    /// <summary>The version of the run folder's files that this program writes; it reads all before.</summary>
    public const int CurrentSchemaVersion = 2;

    /// <summary>The version of the run folder's files.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>What identifies this run; each line of its journal has it. Null in runs of before there was one.</summary>
    public string? Id { get; init; }

    /// <summary>The program's version.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>The program's commit, short; null when it was not built from a repository.</summary>
    public string? Commit { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary>Decides every input and every order.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What the user set about the models.</summary>
    public required ModelSettings Settings { get; init; }

    /// <summary>
    /// The settings that were given, as they were written, by their keys of <c>cbench.json</c>; null in runs of programs that
    /// did not record them. None is a secret: how PostgreSQL is reached is left out.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Given { get; init; }

    /// <summary>What is measured.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Where.</summary>
    public required MachineEnvironment Environment { get; init; }

    /// <summary>With what the workers run; null in runs of programs that did not ask them.</summary>
    public WorkerRuntime? Workers { get; init; }

    /// <summary>The other runtimes that models of the plan run on; null where there is none.</summary>
    public IReadOnlyList<RuntimeRecord>? OtherRuntimes { get; init; }

    /// <summary>The noise floors of this machine that were known when the run began; null where it was not calibrated.</summary>
    public CalibratedNoise? Calibration { get; init; }

    /// <summary>When the run was started and each time it was resumed, in order; null in runs of programs that did not record it.</summary>
    public IReadOnlyList<SessionRecord>? Sessions { get; init; }

    /// <summary>
    /// Whether the run was planned to be looked at once, at its end: its number of rounds is fixed, and it was never resumed. A run
    /// that does not say how often it was resumed may have been. Whether the planned rounds were done, its journal says.
    /// </summary>
    [JsonIgnore]
    public bool IsPlannedAsOneLook => Plan.HasFixedRounds && Sessions is { Count: 1 };
}
