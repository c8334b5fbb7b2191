using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Cli.Commands;
using ConcurrencyBench.Cli.Output;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Measurement.Rounds;

namespace ConcurrencyBench.Cli;

/// <summary>What a run is for, which decides when it has measured enough and what is made of it.</summary>
/// <param name="Command">The command that continues it, as it is shown; empty for the default command.</param>
/// <param name="Outlook">What is open, going by the journal so far.</param>
/// <param name="Report">Writes and prints what was found, and gives the exit code.</param>
internal sealed record RunPurpose(
    IReadOnlyList<string> Command,
    Func<RunManifest, IReadOnlyList<JournalEntry>, RunOutlook> Outlook,
    Func<RunFolder, RunManifest, IReadOnlyList<JournalEntry>, int> Report)
{
    /// <summary>To compare models and judge claims.</summary>
    public static RunPurpose Judge { get; } = new([], RunReports.Outlook, RunReports.Write);

    /// <summary>To find what the program's statistics are worth on this machine.</summary>
    /// <param name="kept">Where the calibration is kept for runs; null for nowhere.</param>
    public static RunPurpose Calibrate(string? kept) => new(
        [CalibrateCommand.Name], (_, _) => RunOutlook.Nothing, (folder, manifest, entries) => CalibrationReport.Write(folder, manifest, entries, kept));

    /// <summary>What a run that was made before is for. Its reports are written into its folder alone: it may be another machine's.</summary>
    /// <param name="manifest">The run.</param>
    public static RunPurpose Of(RunManifest manifest) => manifest.Profile == CalibrateCommand.Name ? Calibrate(kept: null) : Judge;
}
