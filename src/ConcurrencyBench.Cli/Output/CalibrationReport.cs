using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Calibrating;
using ConcurrencyBench.Cli.Commands;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Processes;
using ConcurrencyBench.Reporting.Tables;

namespace ConcurrencyBench.Cli.Output;

/// <summary>Makes a calibration from its run: prints it, and writes it into the run's folder and where runs look for it.</summary>
internal static class CalibrationReport
{
    private const int UsualMinutes = 20;
    private const int SecondsPerMinute = 60;

    /// <summary>Writes and prints it.</summary>
    /// <param name="folder">The run's folder, which gets it in any case.</param>
    /// <param name="manifest">The run.</param>
    /// <param name="entries">Its journal.</param>
    /// <param name="kept">Where runs look for it; null to keep it nowhere but in the folder.</param>
    /// <returns>The exit code: 1 when a cell failed, when something that was planned is not known, or when a neighbour was not there.</returns>
    /// <exception cref="UsageException">A place cannot be written.</exception>
    public static int Write(RunFolder folder, RunManifest manifest, IReadOnlyList<JournalEntry> entries, string? kept)
    {
        (manifest, entries) = VisibleRun.Of(manifest, entries);
        var calibration = Calibrator.Of(manifest, entries);
        TerminalReport.Print(CalibrationTables.Of(calibration));
        var inFolder = Path.Combine(folder.Path, CalibrationFile.Name);
        CalibrationFile.Write(inFolder, calibration);
        Console.Out.WriteLine();
        foreach (var sentence in CalibrationTables.Summary(calibration))
        {
            Console.Out.WriteLine(sentence);
        }

        if (calibration.Floors.Count == 0)
        {
            Console.Out.WriteLine(WithoutFloors(folder, manifest, calibration));
        }
        else if (kept is not null)
        {
            CalibrationFile.Write(kept, calibration);
        }

        Console.Out.WriteLine($"Written to {inFolder}{(kept is null || calibration.Floors.Count == 0 ? "." : $" and {kept}, where runs on this machine find the noise floors.")}");
        return IsWhatWasPlanned(manifest, calibration) && !entries.OfType<Failure>().Any() ? ExitCodes.Fine : ExitCodes.Failed;
    }

    /// <summary>Why no noise floor is kept, and what helps.</summary>
    private static string WithoutFloors(RunFolder folder, RunManifest manifest, Calibration calibration)
    {
        var more = $"Continue with a longer budget in all: {ShownCommand.Of(CalibrateCommand.Name, "--resume", Path.GetFullPath(folder.Path), "--budget", $"{LongerBudget(manifest)}m")}";
        return !HasQuiet(manifest)
            ? $"No noise floor is known: that takes rounds without a neighbour, of which this calibration plans none. For one, start another: {ShownCommand.Of(CalibrateCommand.Name, "--neighbour", "none")}"
                + (calibration.Classes.Count == 0 ? $". Nothing else is known either: that takes 3 rounds. {more}" : string.Empty)
            : calibration.Classes.Any(found => found.Neighbour == NeighbourKind.None)
                ? "No noise floor is kept: other programs disturbed more than half of the operations. Calibrate again when the machine is quiet."
                : $"No noise floor is known: that takes 3 rounds without a neighbour. {more}";
    }

    private static bool IsWhatWasPlanned(RunManifest manifest, Calibration calibration) =>
        calibration.Classes.Count > 0 && calibration.AbsentNeighbours is null or [] && (calibration.Floors.Count > 0 || !HasQuiet(manifest));

    private static bool HasQuiet(RunManifest manifest) => manifest.Plan.Comparisons.Any(comparison => comparison.Neighbour == NeighbourKind.None);

    /// <summary>Minutes: twice what it had, since a budget is of all sessions together.</summary>
    private static int LongerBudget(RunManifest manifest) =>
        Math.Max(UsualMinutes, (int)Math.Ceiling(2.0 * (manifest.Sessions is [.., var last] ? last.BudgetSeconds : manifest.Plan.BudgetSeconds) / SecondsPerMinute));
}
