using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tests.Samples;

/// <summary>Runs made up for the tests: one that has everything, and the ways in which a run can be partial.</summary>
internal static class SampleRun
{
    private static readonly string[] Names =
        ["sequential", "sequential-again", "threads", "threads-again", "gil-threads", "processes", "async", "dataflow"];

    private static readonly NoiseFloor Noise = new(1.031);

    /// <summary>Every model on every workload, clean.</summary>
    public static ReportInput Full { get; } = Of(
        [.. SampleCatalog.Workloads.Select(workload => Plan(workload.Id, workload.Kind == WorkloadKind.Cpu ? [2] : [16]))]);

    /// <summary>Several concurrencies, one of them far beyond what threads carry.</summary>
    public static ReportInput Scaling { get; } = Of([Plan("primes", [1, 2, 4]), Plan("http", [1, 4, 16, 64, 256, 1000])]);

    /// <summary>The smoke profile: two rounds, so no interval, no noise floor and no verdict.</summary>
    public static ReportInput TwoRounds { get; } = WithoutIntervals(Of([Plan("primes", [2]), Plan("timer", [16])]));

    /// <summary>One workload, and two models beside the baseline.</summary>
    public static ReportInput OneWorkload { get; } = Of([WorkloadPlan.Of("http", [16], ["sequential", "threads", "async"])]);

    /// <summary>Round trips, which have a phase for each size of message.</summary>
    public static ReportInput Messages { get; } = Of([Plan("ping-pong", [2])]) with { Workloads = [.. SampleCatalog.Workloads, new FakeMessages()] };

    /// <summary>Nothing but the baseline.</summary>
    public static ReportInput OnlyBaseline { get; } = Of([WorkloadPlan.Of("primes", [2], ["sequential"])]);

    /// <summary>A run that was killed before its first measurement.</summary>
    public static ReportInput Nothing { get; } = Full with { Results = Full.Results with { Cells = [], NoiseFloors = [], Rankings = [], Blocks = 0, LeftOut = default } };

    /// <summary>Models and workloads that the catalogue does not know.</summary>
    public static ReportInput Unknown { get; } = Full with { Models = [], Workloads = [] };

    /// <summary>Failures, exclusions, warnings, text full of markup, and figures that are no numbers.</summary>
    public static ReportInput Troubled { get; } = Trouble.Over(Full);

    public static IReadOnlyDictionary<string, ReportInput> All { get; } = new Dictionary<string, ReportInput>
    {
        ["full"] = Full,
        ["scaling"] = Scaling,
        ["two-rounds"] = TwoRounds,
        ["one-workload"] = OneWorkload,
        ["messages"] = Messages,
        ["only-baseline"] = OnlyBaseline,
        ["nothing"] = Nothing,
        ["unknown"] = Unknown,
        ["troubled"] = Troubled,
    };

    private static WorkloadPlan Plan(string workload, IReadOnlyList<int> concurrencies) => WorkloadPlan.Of(workload, concurrencies, Names);

    private static ReportInput Of(IReadOnlyList<WorkloadPlan> plans)
    {
        var all = from plan in plans
                  from concurrency in plan.Concurrencies
                  from model in plan.Models
                  select SampleCells.Of(model, plan.Workload, concurrency);
        var cells = all.DistinctBy(cell => cell.Cell).Select(HeldAgainstTheNoise).ToList();
        return new ReportInput(
            new RunResults
            {
                Run = Manifest(plans),
                Duration = TimeSpan.FromSeconds(171),
                Cells = cells,
                Rankings = [.. SampleRankings.Of(cells, plans)],
                NoiseFloors = [.. from plan in plans from comparison in plan.Comparisons select new ComparisonFloor(comparison.Id, Noise)],
                Judgements = SampleJudgements.All,
                Failures = [],
                Blocks = 280,
                Operations = 2240,
                Looks = Looks.Any,
                LeftOut = new LeftOutOperations(3, 0, 0),
                OrchestratorShare = 0.0012,
                Warnings = [],
            },
            SampleCatalog.Models,
            SampleCatalog.Workloads);
    }

    /// <summary>As the analysis does: tables and charts only show what it decided.</summary>
    internal static CellResult HeldAgainstTheNoise(CellResult cell) => HeldAgainst(cell, Noise);

    /// <summary>A cell whose speed-up was held against another noise floor.</summary>
    internal static CellResult HeldAgainst(CellResult cell, NoiseFloor? noise) => cell.SpeedUp is not { } speedUp ? cell : cell with
    {
        SpeedUp = speedUp with { NoiseFloor = noise },
        SimultaneousInterval = speedUp.Interval,
        BesideBaseline = speedUp.Interval is { Lower: <= 1, Upper: >= 1 } || Math.Abs(Math.Log(speedUp.Value)) < Math.Log(noise?.Ratio ?? 1) ? Distinction.NotToldApart
            : speedUp.Interval is null ? null
            : Distinction.Apart,
    };

    private static RunManifest Manifest(IReadOnlyList<WorkloadPlan> plans) => new()
    {
        ProgramVersion = "0.1.0",
        Commit = "776b14a",
        StartedAt = new DateTimeOffset(2025, 11, 23, 5, 11, 0, TimeSpan.Zero),
        Profile = "quick",
        Seed = 42,
        Settings = ModelSettings.Default,
        Plan = new Plan { Workloads = plans, MinimumRounds = 3, MaximumRounds = 12, BlocksPerRound = 10, BudgetSeconds = 180 },
        Environment = new MachineEnvironment
        {
            OperatingSystem = "Debian GNU/Linux 12",
            Kernel = "6.1.0-28-amd64",
            Architecture = "x64",
            Processor = "Intel Xeon @ 2.30GHz",
            LogicalProcessors = 2,
            UsableCores = 2,
            SimultaneousMultithreading = true,
            IsVirtual = true,
            MemoryBytes = 25_769_803_776,
            RuntimeVersion = "10.0.12",
            LoadAverage = 0.12,
        },
        Workers = new WorkerRuntime
        {
            Settings = new RuntimeSettings
            {
                Version = "10.0.12",
                ServerGc = false,
                ConcurrentGc = true,
                HeapCount = 1,
                HeapHardLimitBytes = 1 << 30,
                TieredCompilation = true,
                TieredPgo = true,
                ReadyToRun = true,
                Variables = new Dictionary<string, string> { ["DOTNET_gcServer"] = "0", ["DOTNET_GCHeapHardLimit"] = "40000000" },
            },
            SetByProgram = ["DOTNET_gcServer"],
            Kinds = [new WorkerKind(["hub", "green-threads"], new Dictionary<string, string> { ["DOTNET_RuntimeAsync"] = "1" })],
        },
    };

    private static ReportInput WithoutIntervals(ReportInput input)
    {
        static Figure Bare(Figure figure) => figure with { Interval = null, Warnings = ["only 2 rounds, and an interval needs 3"] };
        return input with
        {
            Results = input.Results with
            {
                NoiseFloors = [],
                Rankings = [.. input.Results.Rankings.Select(ranking => ranking with
                {
                    IsReliable = false,
                    Speed = ranking.Speed with { Rivals = [.. ranking.Speed.Rivals.Select(rival => rival with { Ratio = Bare(rival.Ratio), Place = Place.NotToldApart })] },
                })],
                Cells = [.. input.Results.Cells.Select(cell => cell with
                {
                    Rounds = 2,
                    NanosecondsPerItem = Bare(cell.NanosecondsPerItem),
                    SpeedUp = cell.SpeedUp is null ? null : Bare(cell.SpeedUp),
                }).Select(cell => HeldAgainst(cell, null))],
                Judgements = [.. input.Results.Judgements.Select(judgement => judgement.Verdict == Verdict.NotMeasured ? judgement : judgement with
                {
                    Verdict = Verdict.Inconclusive,
                    Evidence = [.. judgement.Evidence.Select(evidence => evidence with { Verdict = Verdict.Inconclusive, Figure = Bare(evidence.Figure) })],
                })],
            },
        };
    }
}
