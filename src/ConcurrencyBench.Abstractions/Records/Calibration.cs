namespace ConcurrencyBench.Abstractions.Records;

/// <summary>
/// <c>calibration.json</c>: what this program's own statistics are worth on one machine, measured with identical code under several
/// names and with code that does a known share of more work.
/// </summary>
public sealed record Calibration
{
    /// <summary>The version of the file that this program writes; it reads all before.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of the file.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>The program's version.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>The program's commit, short; null when it was not built from a repository.</summary>
    public string? Commit { get; init; }

    /// <summary>When measuring began, UTC.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>The id of the run that it was made from; null where that has none.</summary>
    public string? RunId { get; init; }

    /// <summary>The machine.</summary>
    public required MachineEnvironment Environment { get; init; }

    /// <summary>What was found, one for each workload, model, neighbour and metric.</summary>
    public required IReadOnlyList<CalibratedClass> Classes { get; init; }

    /// <summary>All of them together, one for each neighbour and metric.</summary>
    public required IReadOnlyList<CalibratedPool> Pools { get; init; }

    /// <summary>The noise floors without a neighbour, which runs on this machine are held against.</summary>
    public required IReadOnlyList<CalibratedFloor> Floors { get; init; }

    /// <summary>The rounds that do not count, one entry for each comparison that has some; null in files written before they were noted.</summary>
    public IReadOnlyList<AbsentNeighbour>? AbsentNeighbours { get; init; }

    /// <summary>Whether figures of a run may be held against it.</summary>
    /// <param name="programVersion">The version of the program that runs.</param>
    /// <param name="machine">The machine of the run.</param>
    /// <returns>In what it differs, as "another processor"; null where it fits.</returns>
    public string? MismatchWith(string programVersion, MachineEnvironment machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return Environment.Processor != machine.Processor ? "another processor"
            : Environment.UsableCores.CompareTo(machine.UsableCores) != 0 ? "another number of usable cores"
            : Environment.RuntimeVersion != machine.RuntimeVersion ? "another version of .NET"
            : ProgramVersion != programVersion ? "another version of this program"
            : null;
    }
}
