using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Calibrating;
using ConcurrencyBench.Cli.Options;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Processes;
using ConcurrencyBench.Reporting.Tables;

namespace ConcurrencyBench.Cli.Output;

/// <summary>Makes a calibration from its run: prints it, and writes it into the run's folder and where runs look for it.</summary>
internal static class CalibrationReport
{
    /// <summary>Writes and prints it.</summary>
    /// <returns>The exit code: 1 when a cell failed, or when there is nothing to say.</returns>
    /// <exception cref="UsageException">A place cannot be written.</exception>
    public static int Write(RunFolder folder, RunManifest manifest, IReadOnlyList<JournalEntry> entries)
    {
        (manifest, entries) = VisibleRun.Of(manifest, entries);
        var calibration = Calibrator.Of(manifest, entries);
        TerminalReport.Print(CalibrationTables.Of(calibration));
        var inFolder = Path.Combine(folder.Path, CalibrationFile.Name);
        CalibrationFile.Write(inFolder, calibration);
        Console.Out.WriteLine();
        if (calibration.Floors.Count == 0)
        {
            Console.Out.WriteLine(
                $"No noise floor is known: that takes 3 rounds without a neighbour. Continue with a longer budget in all: {ShownCommand.Of([.. RunPurpose.Calibrate.Command, "--resume", Path.GetFullPath(folder.Path), "--budget", "20m"])}");
            return ExitCodes.Failed;
        }

        var kept = manifest.Given?.GetValueOrDefault(RunSettings.Calibration.Key) is { } named ? (named == CalibrationSetting.None ? null : named) : CalibrationFile.UsualPath;
        if (kept is not null)
        {
            CalibrationFile.Write(kept, calibration);
        }

        Console.Out.WriteLine($"Written to {inFolder}{(kept is null ? ", and kept nowhere else." : $" and {kept}, where runs on this machine find the noise floors.")}");
        return entries.OfType<Failure>().Any() ? ExitCodes.Failed : ExitCodes.Fine;
    }
}
