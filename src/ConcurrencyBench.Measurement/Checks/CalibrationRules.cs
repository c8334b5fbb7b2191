using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Checks;

/// <summary>What holds for a calibration.</summary>
internal static class CalibrationRules
{
    private const int MostEntries = 100_000;
    private const int MostPercent = 100;
    private const double MostSeconds = 1e9;
    private const double MostVariance = 1e6;
    private const int LongestReason = 2_100;

    /// <summary>Checks a calibration.</summary>
    /// <param name="calibration">The calibration; what cannot be null is not.</param>
    public static Fault? Of(Calibration calibration) =>
        Rule.Whole("schemaVersion", calibration.SchemaVersion, 1, Calibration.CurrentSchemaVersion)
        ?? Rule.Name("programVersion", calibration.ProgramVersion)
        ?? ManifestRules.Of(calibration.Environment)
        ?? Rule.Each("classes", calibration.Classes, MostEntries, Of)
        ?? Rule.Each("pools", calibration.Pools, MostEntries, Of)
        ?? Rule.Each("floors", calibration.Floors, MostEntries, ManifestRules.Of)
        ?? (calibration.AbsentNeighbours is { } absent ? Rule.Each("absentNeighbours", absent, MostEntries, Of) : null);

    private static Fault? Of(string member, CalibratedClass found) =>
        Rule.Name($"{member}.workload", found.Workload)
        ?? Rule.Name($"{member}.model", found.Model)
        ?? Rule.Name($"{member}.metric", found.Metric)
        ?? Rule.Neighbour($"{member}.neighbour", found.Neighbour)
        ?? Number($"{member}.disturbed", found.Disturbed, 1)
        ?? Rule.Whole($"{member}.copies", found.Copies, 1, MostEntries)
        ?? Rule.Whole($"{member}.rounds", found.Rounds, 1, Rule.MostRounds)
        ?? Rule.Whole($"{member}.blocks", found.Blocks, 1, Rule.MostRounds)
        ?? Rule.Whole($"{member}.blocksPerLaunch", found.BlocksPerLaunch, 1, Rule.MostRounds)
        ?? Rule.Whole($"{member}.comparisonRounds", found.ComparisonRounds, 1, Rule.MostRounds)
        ?? Number($"{member}.launchVariance", found.LaunchVariance, MostVariance)
        ?? Number($"{member}.blockVariance", found.BlockVariance, MostVariance)
        ?? Number($"{member}.launchSeconds", found.LaunchSeconds, MostSeconds)
        ?? Number($"{member}.operationSeconds", found.OperationSeconds, MostSeconds)
        ?? Number($"{member}.comparisonSeconds", found.ComparisonSeconds, MostSeconds)
        ?? Number($"{member}.halfWidth", found.HalfWidth, double.MaxValue)
        ?? Of($"{member}.coverage", found.Coverage)
        ?? Of($"{member}.calledDifferent", found.CalledDifferent)
        ?? (found.CalledAtAnyLook is { } any ? Of($"{member}.calledAtAnyLook", any) : null)
        ?? Rule.Each($"{member}.detections", found.Detections, MostEntries, Of)
        ?? (found.PlainRuns is { } plain ? Of($"{member}.plainRuns", plain) : null);

    private static Fault? Of(string member, CalibratedPool pool) =>
        Rule.Name($"{member}.metric", pool.Metric)
        ?? Rule.Neighbour($"{member}.neighbour", pool.Neighbour)
        ?? Of($"{member}.coverage", pool.Coverage)
        ?? Of($"{member}.calledDifferent", pool.CalledDifferent)
        ?? (pool.CalledAtAnyLook is { } any ? Of($"{member}.calledAtAnyLook", any) : null);

    private static Fault? Of(string member, AbsentNeighbour absent) =>
        Rule.Name($"{member}.comparison", absent.Comparison)
        ?? Rule.Neighbour($"{member}.neighbour", absent.Neighbour)
        ?? Rule.Whole($"{member}.of", absent.Of, 1, Rule.MostRounds)
        ?? Rule.Whole($"{member}.rounds", absent.Rounds, 1, absent.Of)
        ?? (absent.Reason is { Length: > 0 and <= LongestReason } ? null : new Fault($"{member}.reason", Rule.Text(absent.Reason), "a reason of 1 to 2,000 characters was expected"));

    private static Fault? Of(string member, ObservedShare share) =>
        Rule.Whole($"{member}.of", share.Of, 0, MostEntries)
        ?? Rule.Whole($"{member}.count", share.Count, 0, share.Of)
        ?? Number($"{member}.lower", share.Lower, 1)
        ?? Number($"{member}.upper", share.Upper, 1)
        ?? Number($"{member}.atMost", share.AtMost ?? 0, 1);

    private static Fault? Of(string member, CalibratedDetection detection) =>
        Rule.Whole($"{member}.extraWorkPercent", detection.ExtraWorkPercent, 1, MostPercent)
        ?? Number($"{member}.extraWork", detection.ExtraWork, 1)
        ?? Rule.Whole($"{member}.seconds", detection.Seconds, 1, (long)MostSeconds)
        ?? Rule.Whole($"{member}.rounds", detection.Rounds, 0, int.MaxValue)
        ?? Number($"{member}.atOneLook", detection.AtOneLook ?? 0, 1)
        ?? Number($"{member}.atAnyLook", detection.AtAnyLook ?? 0, 1);

    private static Fault? Of(string member, CalibratedPlainRuns plain) =>
        Number($"{member}.halfWidth", plain.HalfWidth, double.MaxValue)
        ?? Number($"{member}.gain", plain.Gain, double.MaxValue)
        ?? Of($"{member}.coverage", plain.Coverage);

    private static Fault? Number(string member, double value, double most) =>
        value >= 0 && value <= most ? null : new Fault(member, Rule.Text(value), $"a number from 0 to {Rule.Text(most)} was expected");
}
