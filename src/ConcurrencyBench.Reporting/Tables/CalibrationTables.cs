using System.Globalization;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>A calibration as tables.</summary>
public static class CalibrationTables
{
    private const string Throughput = "throughput";
    private const double MuchDisturbed = 0.1;

    private static readonly IReadOnlyList<int> ShownRounds = [3, 5, 8, 12, 20];

    private static readonly IReadOnlyList<TextColumn> Leading = [new("Workload and model"), new("Metric"), new("Neighbour")];

    /// <summary>What it comes to, in sentences, over all workloads and models.</summary>
    /// <param name="calibration">What was found.</param>
    /// <returns>One paragraph for each neighbour and metric, and one for each of those in which the machine did much else; none where nothing was found.</returns>
    public static IReadOnlyList<string> Summary(Calibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        return
        [
            .. from pool in calibration.Pools
               let classes = calibration.Classes.Where(found => (found.Neighbour, found.Metric) == (pool.Neighbour, pool.Metric)).ToList()
               where classes.Count > 0
               select Paragraph(pool, classes),
            .. calibration.Classes.Where(found => found is { Neighbour: NeighbourKind.None, Metric: Throughput, Disturbed: > MuchDisturbed })
                .Select(found => $"Other programs disturbed {Whole(found.Disturbed)} of the operations of {found.Model} in {found.Workload}: on a quiet machine noise floors are lower."),
            .. (calibration.AbsentNeighbours ?? []).Select(absent => $"Of {absent.Comparison}, {absent.Rounds} of {Format.Count(absent.Of, "round")} do not count: {absent.Reason}, so nothing was beside them."),
        ];
    }

    private static string Paragraph(CalibratedPool pool, IReadOnlyList<CalibratedClass> classes) => string.Join(' ', [Held(pool, classes), Called(pool, classes), Found(classes)]);

    private static string Held(CalibratedPool pool, IReadOnlyList<CalibratedClass> classes) =>
        $"{(pool.Neighbour == NeighbourKind.None ? "Without a neighbour" : $"Beside {NameOf(pool.Neighbour)}")}, by {(pool.Metric == Throughput ? pool.Metric : "CPU time")}, "
        + $"{pool.Coverage.Count} of {pool.Coverage.Of} 95 % intervals of identical code over {Rounds(classes.Select(each => each.ComparisonRounds))} hold 1 "
        + $"[{Whole(pool.Coverage.Lower)} to {Whole(pool.Coverage.Upper)}].";

    private static string Called(CalibratedPool pool, IReadOnlyList<CalibratedClass> classes) =>
        $"Identical code is called different in {Limited(pool.CalledDifferent)} by one look"
        + (pool.CalledAtAnyLook is { } any ? $", and in {Limited(any)} by looks after each of {Rounds(classes.Select(each => each.Rounds))}." : ".");

    private static string Limited(ObservedShare share) => $"{share.Count} of {share.Of} (at most {Whole(share.AtMost ?? share.Upper)} at 95 % confidence)";

    private static string Rounds(IEnumerable<int> counts)
    {
        var ordered = counts.Order().ToList();
        return ordered[0] == ordered[^1] ? Format.Count(ordered[0], "round") : $"{ordered[0]} to {Format.Count(ordered[^1], "round")}";
    }

    private static string Found(IReadOnlyList<CalibratedClass> classes)
    {
        var found = classes.Select(each => (each.Model, each.Workload, Detection: each.Detections.FirstOrDefault(detection => detection is { ExtraWorkPercent: 5, Seconds: 60 })))
            .Select(each => $"{(each.Detection?.AtOneLook is { } share ? Whole(share) : "an unknown share")} of comparisons of {each.Model} in {each.Workload}{(each.Detection is { } detection ? $" ({Percent(detection.ExtraWork)} more)" : string.Empty)}");
        return $"About 5 % more work is found within 60 s in {string.Join(" and ", found)}.";
    }

    /// <summary>Makes the tables.</summary>
    /// <param name="calibration">What was found.</param>
    /// <returns>What intervals and verdicts are worth, what they find, and the noise floors; none where nothing was found.</returns>
    public static IReadOnlyList<TextTable> Of(Calibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        return calibration.Classes.Count == 0 ? [] : [Worth(calibration.Classes), Detections(calibration.Classes), .. calibration.Floors.Count == 0 ? (TextTable[])[] : [Floors(calibration.Floors)]];
    }

    private static TextTable Worth(IReadOnlyList<CalibratedClass> classes) => new(
        "What intervals and verdicts are worth here",
        "Identical code under several names. Disturbed: operations during which other programs used the machine, left out where there are others enough. Spread: the standard deviation of a pair's ratio between launches, and between blocks of one. Half-width, duration and plain runs are of a "
            + "comparison of so many rounds. Holds 1 and called different: how many comparisons, of which no two share a launch, with the exact 95 % interval of the share. "
            + "One look: of so many rounds, after the last. Any look: after each of all rounds. The noise floor is that of the machine without a neighbour, made of the other copies: where there are none, no comparison is judged. "
            + "Plain runs: all of one, then all of the other, and how much wider their interval is.",
        [
            .. Leading, Number("Rounds × blocks"), Number("Disturbed"), Number("Launch spread"), Number("Block spread"), Number("Best blocks a launch"), Number("Half-width"), Number("Takes"),
            Number("95 % interval holds 1"), Number("Called different, one look"), Number("Called different, any look"), Number("Plain runs"), Number("Plain interval holds 1"),
        ],
        [.. classes.Select(found => (IReadOnlyList<TextCell>)
        [
            .. Names(found),
            Text($"{found.Rounds} × {found.Blocks}"),
            Text(Whole(found.Disturbed)),
            Text(Percent(Math.Sqrt(found.LaunchVariance))),
            Text(Percent(Math.Sqrt(found.BlockVariance))),
            Text($"{found.BlocksPerLaunch}"),
            Text($"± {Percent(found.HalfWidth)} ({found.ComparisonRounds} rounds)"),
            Text($"{found.ComparisonSeconds.ToString("0", CultureInfo.InvariantCulture)} s"),
            Share(found.Coverage),
            Share(found.CalledDifferent),
            found.CalledAtAnyLook is { } any ? Share(any) : Text(Format.Absent),
            Text(found.PlainRuns is { } plain ? $"± {Percent(plain.HalfWidth)} ({plain.Gain.ToString("0.0", CultureInfo.InvariantCulture)}×)" : Format.Absent),
            found.PlainRuns is { } runs ? Share(runs.Coverage) : Text(Format.Absent),
        ])])
    {
        Leading = Leading.Count,
    };

    private static TextTable Detections(IReadOnlyList<CalibratedClass> classes)
    {
        var columns = classes.SelectMany(found => found.Detections).Select(detection => (detection.ExtraWorkPercent, detection.Seconds)).Distinct().Order().ToList();
        return new TextTable(
            "How often more work is found",
            "Of comparisons that take so long, of a pair, the baseline and two null cases: the share that calls the difference, by one look after the last round, and by looks after every round. "
                + "Rounds are drawn anew from those that were measured. More: how much it was, since whole items run twice.",
            [.. Leading, .. columns.Select(column => Number($"{column.ExtraWorkPercent} % in {column.Seconds} s"))],
            [.. classes.Select(found => (IReadOnlyList<TextCell>)
            [
                .. Names(found),
                .. columns.Select(column => found.Detections.FirstOrDefault(detection => (detection.ExtraWorkPercent, detection.Seconds) == column)).Select(Found),
            ])])
        {
            Leading = Leading.Count,
        };
    }

    private static TextTable Floors(IReadOnlyList<CalibratedFloor> floors)
    {
        var rounds = floors.Select(floor => floor.Rounds).Intersect(ShownRounds).Order().ToList();
        return new TextTable(
            "Noise floors",
            "Without a neighbour, 99 of 100 comparisons of identical code lie nearer to 1 than this, 95 to 97 where launches have a long tail; the file has those of fewer blocks and of other rounds, too. Runs on this machine hold differences against it.",
            [new("Workload"), new("Cores"), new("Metric"), Number("Blocks"), .. rounds.Select(number => Number($"{number} rounds"))],
            [.. floors.GroupBy(floor => (floor.Workload, floor.UsesOneCore, floor.Metric)).Select(rows => rows.GroupBy(floor => floor.Blocks).MaxBy(row => row.Key)!).Select(row => (IReadOnlyList<TextCell>)
            [
                Text(row.First().Workload),
                Text(row.First().UsesOneCore ? "one" : "several"),
                Text(row.First().Metric),
                Text($"{row.Key}"),
                .. rounds.Select(number => Text(row.Where(floor => floor.Rounds == number).Select(floor => floor.Ratio).DefaultIfEmpty(double.NaN).Max() is var highest && double.IsNaN(highest)
                    ? Format.Absent
                    : $"{highest.ToString("0.000", CultureInfo.InvariantCulture)}×")),
            ])])
        {
            Leading = 4,
        };
    }

    private static IEnumerable<TextCell> Names(CalibratedClass found) =>
    [
        TextCell.Of($"{found.Workload}, {found.Model}", found.UsesOneCore ? "one core" : "several cores"),
        Text(found.Metric),
        Text(NameOf(found.Neighbour)),
    ];

    private static string NameOf(NeighbourKind kind) => kind switch { NeighbourKind.Bursts => "bursts", NeighbourKind.Steady => "steady load", _ => "none" };

    private static TextCell Found(CalibratedDetection? detection) =>
        detection is { AtOneLook: { } once, AtAnyLook: { } any } ? TextCell.Of($"{Whole(once)} / {Whole(any)}", Format.Count(detection.Rounds, "round"), $"{Percent(detection.ExtraWork)} more") : Text(Format.Absent);

    private static TextCell Share(ObservedShare share) =>
        share.Of == 0 ? Text(Format.Absent) : TextCell.Of(string.Create(CultureInfo.InvariantCulture, $"{share.Count} of {share.Of}"), $"{Whole(share.Lower)} to {Whole(share.Upper)}");

    private static TextColumn Number(string header) => new(header, TextAlignment.Right);

    private static TextCell Text(string text) => TextCell.Of(text);

    private static string Percent(double share) => $"{(100 * share).ToString("0.0", CultureInfo.InvariantCulture)} %";

    private static string Whole(double share) => $"{(100 * share).ToString("0", CultureInfo.InvariantCulture)} %";
}
