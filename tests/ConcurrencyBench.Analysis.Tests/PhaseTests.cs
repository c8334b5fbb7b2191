using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Tests;

public sealed class PhaseTests
{
    private static readonly Comparison Messages = new("ping-pong", 2, "threads", "processes");

    [Fact]
    public void Phases_SteadyTimes_HaveFiguresWithIntervalsInOrder()
    {
        var phases = WithPhases((_, index) => [new Phase("large", 10, 4_000 + index), new Phase("small", 100, 500)]).Phases;
        Assert.Equal([("large", 10), ("small", 100)], phases.Select(phase => (phase.Id, phase.Items)));
        Assert.Equal(5, phases[1].NanosecondsPerItem!.Value, 1e-9);
        Assert.Equal(5, phases[1].NanosecondsPerItem!.Interval!.Lower, 1e-9);
        Assert.InRange(phases[0].NanosecondsPerItem!.Value, 400, 402);
        Assert.True(phases[0].NanosecondsPerItem!.Interval!.Upper > phases[0].NanosecondsPerItem!.Interval!.Lower);
        Assert.Null(phases[0].MedianLatency);
        Assert.Null(phases[0].P99Latency);
        Assert.Null(phases[0].BytesPerItem);
    }

    [Fact]
    public void Phases_LatencyAndMemory_AreTheGeometricMeanOfRoundMedians()
    {
        // Of the blocks of a round the middle one counts: 10 × 2^round; so over rounds 0 to 3 the mean is 10 × 2^1.5.
        var phase = Assert.Single(WithPhases((measurement, _) =>
        {
            var value = 10 * Math.Pow(2, measurement.Round) * (measurement.Block == 2 ? 100 : measurement.Block == 1 ? 1 : 0.5);
            return
            [
                new Phase("quiet", 10, 1_000)
                {
                    Latency = new Latency(10, value, value * 2, value * 3, value * 4, value * 5),
                    BytesPerItem = value * 7,
                },
            ];
        }).Phases);
        var expected = 10 * Math.Pow(2, 1.5);
        Assert.Equal(expected, phase.MedianLatency!.Value, 1e-6);
        Assert.Equal(expected * 3, phase.P99Latency!.Value, 1e-6);
        Assert.Equal(expected * 5, phase.MaximumLatency!.Value, 1e-6);
        Assert.Equal(expected * 7, phase.BytesPerItem!.Value, 1e-6);
        Assert.NotNull(phase.P99Latency.Interval);
    }

    [Fact]
    public void Phases_RoundTripsOfTwoModes_AreReportedAsBoth()
    {
        // Of six rounds of three, six operations met while the other side still polled.
        var run = new RunBuilder().Compare(Messages with { Rounds = 6 }, _ => 100).Change(measurement => measurement with
        {
            Phases = [new Phase("64b", 100, measurement.Cell.Model == "processes" ? 60_000 : measurement.Block == 1 ? 55_000 : 310_000)],
        });
        var figure = run.Analyze().Find("threads", "ping-pong", 2)!.Phase("64b")!.NanosecondsPerItem!;
        Assert.Equal([(1 / 3.0, 550), (2 / 3.0, 3_100)], figure.Modes!.Select(mode => (mode.Share, Math.Round(mode.Value, 6))));
        Assert.Null(run.Analyze().Find("processes", "ping-pong", 2)!.Phase("64b")!.NanosecondsPerItem!.Modes);
        Assert.Contains(
            "threads has two modes of time of 64 B, 550 ns (33 %) and 3.1 µs (67 %), which no single figure describes.",
            run.Judge("processes.ipc").Evidence[0].Figure.Warnings);
    }

    /// <summary>Round trips of threads take 550 ns or 3.1 µs, the latter more often; those of processes always the same.</summary>
    [Theory]
    [InlineData(6_000, Verdict.Supported)]
    [InlineData(1_000, Verdict.Inconclusive)]
    [InlineData(400, Verdict.Contradicted)]
    public void Judge_RatioOfTwoModes_IsDecidedOnlyWhereBothAreOnOneSideOfTheLimit(double processes, Verdict expected)
    {
        var run = new RunBuilder().Compare(Messages with { Rounds = 6 }, _ => 100).Change(measurement => measurement with
        {
            Phases = [new Phase("64b", 100, 100 * (measurement.Cell.Model == "processes" ? processes : measurement.Block == 1 ? 550 : 3_100))],
        });
        var evidence = run.Judge("processes.ipc").Evidence[0];
        Assert.Equal(expected, evidence.Verdict);
        Assert.Equal(processes / 3_100, evidence.Figure.ModeRange!.Lower, 1e-9);
        Assert.Equal(processes / 550, evidence.Figure.ModeRange.Upper, 1e-9);
        Assert.Equal(expected == Verdict.Inconclusive, evidence.Figure.Warnings.Contains("Its modes are not all on one side of 1×, so there is no verdict."));

        // No number of rounds moves the limit from between them.
        var open = Analyzer.UnresolvedQuestions(run.Analyze()).Where(question => question.Id == $"processes.ipc: {evidence.Id} {evidence.Rule}").Select(question => question.MoreRounds);
        Assert.Equal(expected == Verdict.Inconclusive ? [double.PositiveInfinity] : [], open);
    }

    /// <summary>On a machine of two speeds both sides of a block change together, and their ratio has one place.</summary>
    [Fact]
    public void Judge_RatioOfSidesThatChangeTogether_IsDecided()
    {
        var run = new RunBuilder().Compare(Messages with { Rounds = 6 }, _ => 100).Change(measurement => measurement with
        {
            Phases = [new Phase("64b", 100, 100 * (measurement.Round < 4 ? 550 : 990) * (measurement.Cell.Model == "processes" ? 1.2 : 1) * (1 + (0.01 * measurement.Block)))],
        });
        var evidence = run.Judge("processes.ipc").Evidence[0];
        Assert.Equal(Verdict.Supported, evidence.Verdict);
        Assert.Null(evidence.Figure.ModeRange);
        Assert.NotNull(run.Analyze().Find("threads", "ping-pong", 2)!.Phase("64b")!.NanosecondsPerItem!.Modes);
    }

    [Fact]
    public void Phases_TwoRounds_HaveNoIntervalAndSaySo()
    {
        var phase = WithPhases((_, _) => [new Phase("small", 100, 500)], rounds: 2).Phase("small")!;
        Assert.Null(phase.NanosecondsPerItem!.Interval);
        Assert.Contains("There is no interval: it needs 3 rounds, and 2 rounds gave a figure.", phase.NanosecondsPerItem.Warnings);
    }

    [Fact]
    public void Phases_ThatSomeOperationsLack_RestOnTheOthers()
    {
        var cell = WithPhases((measurement, _) => measurement.Round == 0 ? null : [new Phase("small", measurement.Block == 0 ? 0 : 100, 500)]);
        Assert.Equal(5, cell.Phase("small")!.NanosecondsPerItem!.Value, 1e-9);
        Assert.Null(cell.Phase("large"));
    }

    [Fact]
    public void Phases_WithoutItems_HaveNoTime() =>
        Assert.Null(WithPhases((_, _) => [new Phase("none", 0, 0)]).Phase("none")!.NanosecondsPerItem);

    [Fact]
    public void Phases_WorkloadThatDistinguishesNone_AreNone() => Assert.Empty(WithPhases((_, _) => null).Phases);

    private static CellResult WithPhases(Func<BlockMeasurement, int, IReadOnlyList<Phase>?> phases, int rounds = 4)
    {
        var index = 0;
        return new RunBuilder().Compare(Messages with { Rounds = rounds }, _ => 100)
            .Change(measurement => measurement with { Phases = phases(measurement, index++) })
            .Analyze().Find("threads", "ping-pong", 2)!;
    }
}
