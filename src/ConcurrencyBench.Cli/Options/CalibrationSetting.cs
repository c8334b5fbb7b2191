using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Processes;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Options;

/// <summary>The calibration that a run takes its noise floors from.</summary>
internal static class CalibrationSetting
{
    /// <summary>How a user says that there is to be none.</summary>
    public const string None = "none";

    /// <summary>Where a calibration is, or is to be written.</summary>
    /// <returns>The file that was named, or else the usual one; null for none.</returns>
    public static string? PathIn(IConfiguration configuration) => RunSettings.Calibration.In(configuration) switch
    {
        null => CalibrationFile.UsualPath,
        None => null,
        var path => path,
    };

    /// <summary>What a run takes from it.</summary>
    /// <param name="configuration">Whether the user named one.</param>
    /// <param name="programVersion">The program's version.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="plan">What the run measures.</param>
    /// <returns>The floors of the plan's workloads; null where there is no calibration, or none that fits.</returns>
    /// <exception cref="UsageException">The file is damaged or another user's; or it was named, and is absent or does not fit.</exception>
    public static CalibratedNoise? NoiseIn(IConfiguration configuration, string programVersion, MachineEnvironment machine, Plan plan)
    {
        var isNamed = RunSettings.Calibration.Given(configuration) is not null;
        if (PathIn(configuration) is not { } path || (!isNamed && !File.Exists(path)))
        {
            return null;
        }

        var calibration = CalibrationFile.Read(path);
        if (calibration.MismatchWith(programVersion, machine) is not { } mismatch)
        {
            return new CalibratedNoise(calibration.MeasuredAt, [.. calibration.Floors.Where(floor => plan.Workloads.Any(planned => planned.Workload == floor.Workload))]);
        }

        var refusal = $"{path} was made with {mismatch}, so its noise floors are not used: calibrate again with: {ShownCommand.Of("calibrate")}";
        if (isNamed)
        {
            throw new UsageException(refusal);
        }

        Surroundings.Report($"cbench: {Visible.Line(refusal)}");
        return null;
    }
}
