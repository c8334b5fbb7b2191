using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Reporting.Tables;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class CalibrationTablesTests
{
    [Fact]
    public void Of_Calibration_HasARowForEachClassAndAColumnForEachTimeAndShare()
    {
        var tables = CalibrationTables.Of(Sample());
        Assert.Equal(["What intervals and verdicts are worth here", "How often more work is found", "Noise floors"], tables.Select(table => table.Title));
        Assert.All(tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count)));
        Assert.Equal(
            ["primes, threads\nseveral cores", "throughput", "bursts", "9 × 8", "20 %", "1.0 %", "2.0 %", "9", "± 2.0 % (5 rounds)", "44 s", "19 of 20\n75 % to 99 %", "1 of 20\n0 % to 25 %", "0 of 3\n0 % to 70 %", "± 5.0 % (2.5×)", "5 of 6\n30 % to 99 %"],
            tables[0].Rows[0].Select(cell => cell.ToString()));
        Assert.Equal(["5 % in 30 s", "5 % in 60 s"], tables[1].Columns.Skip(3).Select(column => column.Header));
        Assert.Equal(["–", "50 % / 40 %\n7 rounds\n4.7 % more"], tables[1].Rows[0].Skip(3).Select(cell => cell.ToString()));

        // Those of the most blocks, and where two models are of a class the higher one.
        Assert.Equal([["primes", "several", "throughput", "8", "1.050×", "–"], ["primes", "one", "throughput", "4", "–", "1.010×"]], tables[2].Rows.Select(row => row.Select(cell => cell.ToString())));
    }

    [Fact]
    public void Summary_Calibration_SaysWhatIsCoveredCalledAndFound() => Assert.Equal(
        [
            "Beside bursts, by throughput, 30 of 31 95 % intervals of identical code over 5 rounds hold 1 [80 % to 99 %]. Identical code is called different in 0 of 31 (at most 9 % at 95 % confidence) by one look, and in 0 of 16 (at most 17 % at 95 % confidence) by looks after each of 9 rounds. About 5 % more work is found within 60 s in 50 % of comparisons of threads in primes (4.7 % more).",
        ],
        CalibrationTables.Summary(Sample()));

    [Fact]
    public void Summary_BusyMachineWithoutANeighbour_SaysSo() => Assert.Equal(
        "Other programs disturbed 20 % of the operations of threads in primes: on a quiet machine noise floors are lower.",
        CalibrationTables.Summary(Sample() with { Classes = [Sample().Classes[0] with { Neighbour = NeighbourKind.None }] })[^1]);

    [Fact]
    public void Summary_NeighbourThatWasNotThere_SaysWhichRoundsDoNotCountAndWhy() => Assert.Equal(
        "Of primes/2/beside-bursts, 2 of 9 rounds do not count: the neighbour's process 7 ended, so nothing was beside them.",
        CalibrationTables.Summary(Sample() with { AbsentNeighbours = [new AbsentNeighbour("primes/2/beside-bursts", NeighbourKind.Bursts, 2, 9, "the neighbour's process 7 ended")] })[^1]);

    [Fact]
    public void Of_NothingFound_HasNoTables()
    {
        var nothing = Sample() with { Classes = [], Floors = [], Pools = [] };
        Assert.Empty(CalibrationTables.Of(nothing));
        Assert.Empty(CalibrationTables.Summary(nothing));
    }

    private static Calibration Sample() => new()
    {
        ProgramVersion = "test",
        MeasuredAt = DateTimeOffset.UnixEpoch,
        Environment = Samples.SampleRun.Full.Results.Run.Environment,
        Classes =
        [
            new CalibratedClass
            {
                Workload = "primes",
                Model = "threads",
                UsesOneCore = false,
                Neighbour = NeighbourKind.Bursts,
                Metric = "throughput",
                Copies = 3,
                Rounds = 9,
                Blocks = 8,
                Disturbed = 0.2,
                LaunchVariance = 1e-4,
                BlockVariance = 4e-4,
                BlocksPerLaunch = 9,
                LaunchSeconds = 1.5,
                OperationSeconds = 0.1,
                ComparisonSeconds = 44,
                ComparisonRounds = 5,
                HalfWidth = 0.02,
                Coverage = new ObservedShare(19, 20, 0.75, 0.99),
                CalledDifferent = new ObservedShare(1, 20, 0.001, 0.25),
                CalledAtAnyLook = new ObservedShare(0, 3, 0, 0.7),
                Detections = [new CalibratedDetection(5, 0.047, 30, 2), new CalibratedDetection(5, 0.047, 60, 7) { AtOneLook = 0.5, AtAnyLook = 0.4 }],
                PlainRuns = new CalibratedPlainRuns(0.05, 2.5, new ObservedShare(5, 6, 0.3, 0.99)),
            },
        ],
        Pools = [new CalibratedPool(NeighbourKind.Bursts, "throughput", new ObservedShare(30, 31, 0.8, 0.99), new ObservedShare(0, 31, 0, 0.11) { AtMost = 0.09 }) { CalledAtAnyLook = new ObservedShare(0, 16, 0, 0.2) { AtMost = 0.17 } }],
        Floors =
        [
            new CalibratedFloor("primes", UsesOneCore: false, "throughput", 5, 4, 1.07),
            new CalibratedFloor("primes", UsesOneCore: false, "throughput", 5, 8, 1.04),
            new CalibratedFloor("primes", UsesOneCore: false, "throughput", 5, 8, 1.05),
            new CalibratedFloor("primes", UsesOneCore: true, "throughput", 8, 4, 1.01),
        ],
    };
}
