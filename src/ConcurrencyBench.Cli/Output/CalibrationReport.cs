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
    /// <summary>Writes and prints it.</summary>
    /// <param name="folder">The run's folder, which gets it in any case.</param>
    /// <param name="manifest">The run.</param>
    /// <param name="entries">Its journal.</param>
    /// <param name="kept">Where runs look for it; null to keep it nowhere but in the folder.</param>
    /// <returns>The exit code: 1 when a cell failed, or when there is nothing to say.</returns>
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
            var again = ShownCommand.Of(CalibrateCommand.Name, "--resume", Path.GetFullPath(folder.Path), "--budget", "20m");
            Console.Out.WriteLine(calibration.Classes.Any(found => found.Neighbour == NeighbourKind.None)
                ? $"No noise floor is kept: other programs disturbed more than half of the operations. Calibrate again when the machine is quiet. Written to {inFolder}."
                : $"No noise floor is known: that takes 3 rounds without a neighbour. Continue with a longer budget in all: {again}");
            return ExitCodes.Failed;
        }

        if (kept is not null)
        {
            CalibrationFile.Write(kept, calibration);
        }

        Console.Out.WriteLine($"Written to {inFolder}{(kept is null ? "." : $" and {kept}, where runs on this machine find the noise floors.")}");
        return entries.OfType<Failure>().Any() ? ExitCodes.Failed : ExitCodes.Fine;
    }
}
