using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Calibrating;
using ConcurrencyBench.Analysis.Statistics;
using Planned = ConcurrencyBench.Abstractions.Records.Comparison;

namespace ConcurrencyBench.Analysis.Tests;

/// <summary>Calibrations of made-up machines, whose noise is known.</summary>
public sealed class CalibratorTests
{
    private const int Blocks = 8;
    private const double LaunchSpread = 0.01;
    private const double BlockSpread = 0.03;
    private const int LaunchMilliseconds = 1500;
    private const int OperationMilliseconds = 100;

    private static readonly IReadOnlyList<string> Copies = ["threads#1", "threads#2", "threads#3", "threads#4"];
    private static readonly IReadOnlyList<string> Names = [.. Copies, "threads#1+5%"];

    [Fact]
    public void Of_KnownNoise_FindsItsVariancesCostsAndClass()
    {
        var found = Only(Machine(40));
        Assert.Equal(("primes", "threads", false, NeighbourKind.None, "throughput", 4, 40, Blocks), (found.Workload, found.Model, found.UsesOneCore, found.Neighbour, found.Metric, found.Copies, found.Rounds, found.Blocks));

        // A pair's ratio has the noise of both.
        Assert.InRange(Math.Sqrt(found.LaunchVariance / 2), 0.6 * LaunchSpread, 1.5 * LaunchSpread);
        Assert.InRange(Math.Sqrt(found.BlockVariance / 2), 0.9 * BlockSpread, 1.1 * BlockSpread);
        Assert.Equal(LaunchMilliseconds / 1000.0, found.LaunchSeconds, 3);
        Assert.Equal(OperationMilliseconds / 1000.0, found.OperationSeconds, 3);
        Assert.Equal(5 * 5 * (1.5 + (Blocks * 0.1)), found.ComparisonSeconds, 3);
        Assert.Equal((int)Math.Round(Math.Sqrt(15 * found.BlockVariance / found.LaunchVariance)), found.BlocksPerLaunch);
    }

    /// <summary>Of four copies two pairs share none, and forty rounds are eight comparisons of five. All rounds together are one comparison that looks after each.</summary>
    [Fact]
    public void Of_IdenticalCode_IsCoveredAndNotCalledDifferentInTrialsThatShareNoLaunch()
    {
        var found = Only(Machine(40));
        Assert.Equal((2 * 8, 2 * 8, 2), (found.Coverage.Of, found.CalledDifferent.Of, found.CalledAtAnyLook!.Of));
        Assert.InRange(found.Coverage.Count, 13, 16);
        Assert.InRange(found.CalledDifferent.Count, 0, 1);
        Assert.Equal(0, found.CalledAtAnyLook.Count);
        Assert.InRange(found.CalledDifferent.AtMost!.Value, 0.17, found.CalledDifferent.Upper - 0.01);
    }

    /// <summary>Two copies of four differ by 4 %, as code that lies unluckily in memory. Made of their own rounds too, the floor would hide it.</summary>
    [Fact]
    public void Of_TwoCopiesThatDiffer_AreJudgedByTheFloorOfTheOthers()
    {
        var found = Only(Machine(40, unlucky: 1.04));
        Assert.InRange(found.CalledDifferent.Count, 7, 8);
        Assert.Equal(1, found.CalledAtAnyLook!.Count);
    }

    /// <summary>A run beside a neighbour has the floors of the quiet machine, and so has the calibration.</summary>
    [Theory]
    [InlineData(LaunchSpread, 1)]
    [InlineData(10 * LaunchSpread, 0)]
    public void Of_BesideANeighbour_IsJudgedByTheFloorsOfTheQuietMachine(double quietSpread, int called)
    {
        var machines = new[] { Machine(20, launchSpread: quietSpread), Machine(20, NeighbourKind.Bursts, unlucky: 1.05) };
        var found = Calibrator.Of(Manifest(machines), [.. machines.SelectMany(machine => machine.Entries)]).Classes
            .Single(each => each is { Metric: "throughput", Neighbour: NeighbourKind.Bursts });
        Assert.Equal((called, 2), (found.CalledAtAnyLook!.Count, found.CalledAtAnyLook.Of));
        Assert.Equal(called > 0, found.CalledDifferent.Count > 2);
    }

    [Fact]
    public void Of_ExtraWork_IsFoundMoreOftenInMoreTimeAndByAnyLookWithFiveRounds()
    {
        var detections = Only(Machine(40)).Detections;
        Assert.Equal([30, 60, 120], detections.Select(detection => detection.Seconds));
        Assert.Equal([2, 5, 10], detections.Select(detection => detection.Rounds));
        Assert.All(detections, detection => Assert.Equal((5, 0.05), (detection.ExtraWorkPercent, Math.Round(detection.ExtraWork, 3))));

        // Two rounds give no interval.
        Assert.Null(detections[0].AtOneLook);
        Assert.Null(detections[0].AtAnyLook);
        Assert.True(detections[1].AtOneLook < detections[2].AtOneLook, $"{detections[1]}, {detections[2]}");
        Assert.InRange(detections[2].AtOneLook!.Value, 0.9, 1);
        Assert.InRange(detections[2].AtAnyLook!.Value, 0.6, 1);
    }

    [Fact]
    public void Of_NoDifferenceWhereMoreWorkWasClaimed_IsFoundAsOftenAsChanceHasIt() =>
        Assert.All(Only(Machine(40, extraWork: 1)).Detections.Where(detection => detection.Rounds >= 5), detection => Assert.InRange(detection.AtAnyLook!.Value, 0, 0.3));

    [Fact]
    public void Of_Floors_ShrinkWithRoundsAndBlocksAndAreOfTheQuietMachineAlone()
    {
        var floors = Calibrator.Of(Manifest(Machine(12, NeighbourKind.None), Machine(12, NeighbourKind.Bursts)), [.. Machine(12, NeighbourKind.None).Entries, .. Machine(12, NeighbourKind.Bursts).Entries]).Floors;
        Assert.Equal(Enumerable.Range(3, 10), floors.Where(floor => floor is { Blocks: Blocks, Metric: "throughput" }).Select(floor => floor.Rounds));
        var (few, many) = (Floor(3, 2), Floor(12, Blocks));
        Assert.True(few > many && many > 1, $"{few}, {many}");

        // 99 of 100 normal means of pairs lie within 2.58 standard errors.
        var error = Math.Sqrt(2 * ((LaunchSpread * LaunchSpread) + (Math.PI / 2 * BlockSpread * BlockSpread / Blocks)) / 5);
        Assert.InRange(Math.Log(Floor(5, Blocks)), 0.6 * 2.58 * error, 1.5 * 2.58 * error);

        double Floor(int rounds, int blocks) => floors.Single(floor => floor is { Metric: "throughput" } && (floor.Rounds, floor.Blocks) == (rounds, blocks)).Ratio;
    }

    [Fact]
    public void Of_MachineThatDrifts_PlainRunsAreWiderThanPairs()
    {
        var steady = Only(Machine(20), Machine(20, isUnpaired: true)).PlainRuns!;
        var drifting = Only(Machine(20, drift: 0.25), Machine(20, drift: 0.25, isUnpaired: true)).PlainRuns!;
        Assert.InRange(steady.Gain, 0.5, 1.3);
        Assert.True(drifting.Gain > 3, $"{drifting}");
        Assert.Equal(2 * 2 * 2, drifting.Coverage.Of);
        Assert.True(drifting.Coverage.Count < steady.Coverage.Count, $"{drifting.Coverage}, {steady.Coverage}");
    }

    [Theory]
    [InlineData(0.0, true)]
    [InlineData(0.4, true)]
    [InlineData(0.6, false)]
    public void Of_OtherProgramsDisturbMostOperations_KeepsNoFloors(double share, bool hasFloors)
    {
        var random = new Noise(3);
        var machine = Machine(10);
        var entries = machine.Entries.Cast<BlockMeasurement>().Select(measurement => random.Index(1000) < 1000 * share
            ? measurement with { Disturbance = measurement.Disturbance! with { ForeignCpuNanoseconds = 2 * measurement.Disturbance.WindowNanoseconds } }
            : measurement).ToList();
        var calibration = Calibrator.Of(Manifest(machine), entries);
        Assert.InRange(calibration.Classes[0].Disturbed, share - 0.1, share + 0.1);
        Assert.Equal(hasFloors, calibration.Floors.Count > 0);
    }

    [Theory]
    [InlineData(0, 12)]
    [InlineData(3, 9)]
    [InlineData(10, 0)]
    public void Of_NeighbourThatWasNotThere_LeavesOutItsRoundsAndSaysSo(int absent, int expected)
    {
        const int Rounds = 12;
        var (quiet, bursts) = (Machine(Rounds), Machine(Rounds, NeighbourKind.Bursts));
        var lines = Enumerable.Range(0, Rounds).Select(round => new NeighbourPresence
        {
            Comparison = bursts.Comparison.Id,
            Kind = NeighbourKind.Bursts,
            WindowNanoseconds = 10_000_000_000,
            CpuNanoseconds = round < absent && round % 2 == 0 ? null : round < absent ? 100_000_000 : 1_900_000_000,
            End = round < absent && round % 2 == 0 ? "process 7 was killed by signal 9 (SIGKILL)" : null,
            Round = round,
            AtMilliseconds = 1,
        });
        var calibration = Calibrator.Of(Manifest(quiet, bursts), [.. quiet.Entries, .. bursts.Entries.Cast<BlockMeasurement>().Select(measurement => measurement with { Block = Blocks + measurement.Block }), .. lines]);

        Assert.Equal([Rounds, Rounds], calibration.Classes.Where(found => found.Neighbour == NeighbourKind.None).Select(found => found.Rounds));
        Assert.Equal(expected == 0 ? [] : [expected, expected], calibration.Classes.Where(found => found.Neighbour == NeighbourKind.Bursts).Select(found => found.Rounds));
        Assert.Equal(expected > 0, calibration.Pools.Any(pool => pool.Neighbour == NeighbourKind.Bursts));
        Assert.Equal(
            absent == 0 ? [] : [new AbsentNeighbour(bursts.Comparison.Id, NeighbourKind.Bursts, absent, Rounds, "the neighbour's process 7 was killed by signal 9 (SIGKILL)")],
            calibration.AbsentNeighbours!);
    }

    [Fact]
    public void Of_NeighbourThatUsedNoCore_SaysHowMuchItUsed()
    {
        var machine = Machine(3, NeighbourKind.Bursts);
        var line = new NeighbourPresence { Comparison = machine.Comparison.Id, Kind = NeighbourKind.Bursts, WindowNanoseconds = 10_000_000_000, CpuNanoseconds = 100_000_000, Round = 0, AtMilliseconds = 1 };
        var absent = Assert.Single(Calibrator.Of(Manifest(machine), [.. machine.Entries, line]).AbsentNeighbours!);
        Assert.Equal((1, 1, "the neighbour used 1.00 % of a core instead of a fifth"), (absent.Rounds, absent.Of, absent.Reason));
    }

    [Fact]
    public void Of_AllCoresButMostlyTakenByOthers_IsOfSeveral()
    {
        var machine = Machine(10);
        var entries = machine.Entries.Cast<BlockMeasurement>().Select(measurement => measurement.Block == 0
            ? measurement
            : measurement with { Costs = new Costs { CpuNanoseconds = (long)measurement.Nanoseconds } }).ToList();
        Assert.All(Calibrator.Of(Manifest(machine), entries).Classes, found => Assert.False(found.UsesOneCore));
        var all = machine.Entries.Cast<BlockMeasurement>().Select(measurement => measurement with { Costs = new Costs { CpuNanoseconds = (long)measurement.Nanoseconds } }).ToList();
        Assert.All(Calibrator.Of(Manifest(machine), all).Classes, found => Assert.True(found.UsesOneCore));
    }

    [Fact]
    public void Of_Pools_AddUpClasses()
    {
        var machine = Machine(20);
        var calibration = Calibrator.Of(Manifest(machine), machine.Entries);
        Assert.All(calibration.Pools, pool => Assert.Equal(
            calibration.Classes.Where(found => (found.Neighbour, found.Metric) == (pool.Neighbour, pool.Metric)).Sum(found => found.Coverage.Of), pool.Coverage.Of));
        Assert.Equal(["throughput", "cpu"], calibration.Pools.Select(pool => pool.Metric));
    }

    [Fact]
    public void Of_SameJournalTwice_IsTheSame()
    {
        var machine = Machine(10);
        Assert.Equivalent(Calibrator.Of(Manifest(machine), machine.Entries), Calibrator.Of(Manifest(machine), machine.Entries), strict: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Of_TooFewRounds_FindsNothing(int rounds)
    {
        var machine = Machine(rounds);
        var calibration = Calibrator.Of(Manifest(machine), machine.Entries);
        Assert.Empty(calibration.Classes);
        Assert.Empty(calibration.Floors);
    }

    [Theory]
    [InlineData(0, 299, 0, 0.0123)]
    [InlineData(299, 299, 0.9877, 1)]
    [InlineData(5, 10, 0.1871, 0.8129)]
    [InlineData(0, 0, 0, 1)]
    public void ExactShare_PublishedValues_AreMet(int count, int of, double lower, double upper)
    {
        var share = ExactShare.Of(count, of);
        Assert.Equal(lower, share.Lower, 4);
        Assert.Equal(upper, share.Upper, 4);
    }

    private static CalibratedClass Only(params IReadOnlyList<(Planned Comparison, IReadOnlyList<JournalEntry> Entries)> machines) =>
        Calibrator.Of(Manifest([.. machines]), [.. machines.SelectMany(machine => machine.Entries)]).Classes.Single(found => found.Metric == "throughput");

    private static RunManifest Manifest(params IReadOnlyList<(Planned Comparison, IReadOnlyList<JournalEntry> Entries)> machines)
    {
        var manifest = new RunBuilder().Manifest();
        return manifest with { Plan = manifest.Plan with { Workloads = [new WorkloadPlan("primes", [.. machines.Select(machine => machine.Comparison)])] } };
    }

    /// <summary>Rounds of copies on two cores; each launch and each block has noise of its own, the machine becomes slower, and the second copy is slower than the others.</summary>
    private static (Planned Comparison, IReadOnlyList<JournalEntry> Entries) Machine(
        int rounds, NeighbourKind neighbour = NeighbourKind.None, double extraWork = 1.05, double drift = 0, bool isUnpaired = false, double unlucky = 1, double launchSpread = LaunchSpread)
    {
        var noise = new Noise(7);
        var id = $"primes/2/{neighbour}{(isUnpaired ? "/plain" : string.Empty)}";
        var names = isUnpaired ? Copies : Names;

        // A round's blocks are numbered through all of its comparisons.
        var first = Blocks * ((2 * (int)neighbour) + (isUnpaired ? 1 : 0));
        var comparison = new Planned(id, "primes", Parameters.Of(2), [.. names.Select(name => Cell.Of(name, "primes", 2))]) { Neighbour = neighbour, IsUnpaired = isUnpaired };
        var (entries, clock) = (new List<JournalEntry>(), 0);
        for (var round = 0; round < rounds; round++)
        {
            var launches = names.ToDictionary(name => name, name => (launchSpread * noise.Normal()) + (name == Copies[1] ? Math.Log(unlucky) : 0));
            clock += names.Count * LaunchMilliseconds;
            for (var block = 0; block < Blocks; block++)
            {
                foreach (var name in names)
                {
                    clock += OperationMilliseconds;
                    var log = launches[name] + (BlockSpread * noise.Normal()) + (drift * round / Math.Max(1, rounds)) + (ModelAlias.ExtraWorkPercent(name) > 0 ? Math.Log(extraWork) : 0);
                    var time = 1000 * Math.Exp(log);
                    entries.Add(RunBuilder.Measured(comparison.Find(name)!, round, first + block, time, items: 100) with
                    {
                        Comparison = id,
                        AtMilliseconds = clock,
                        Costs = new Costs { CpuNanoseconds = (long)(time * 100 * 1.9) },
                    });
                }
            }
        }

        return (comparison, entries);
    }
}
