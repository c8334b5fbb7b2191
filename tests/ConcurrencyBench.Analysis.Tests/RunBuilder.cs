using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Tests;

/// <summary>Builds a run's manifest and journal, with scripted times.</summary>
internal sealed class RunBuilder
{
    private readonly List<WorkloadPlan> _plans = [];
    private readonly List<Exclusion> _exclusions = [];
    private readonly List<JournalEntry> _entries = [];
    private int? _measuredRounds;

    public int Cores { get; init; } = 2;

    public bool? SimultaneousMultithreading { get; init; }

    public double SwitchIntervalMilliseconds { get; init; } = ModelSettings.Default.SwitchIntervalMilliseconds;

    public int MaximumRounds { get; init; } = 20;

    /// <summary>Whether the run may end after any round, so that verdicts must hold at every look.</summary>
    public bool LooksOften { get; init; }

    /// <summary>How many rounds a run of fixed rounds planned more than it measured, as one that its budget cut.</summary>
    public int MissingRounds { get; init; }

    public CalibratedNoise? Calibration { get; init; }

    public int WarmUpMilliseconds { get; init; } = ConcurrencyBench.Abstractions.Records.Plan.UsualWarmUpMilliseconds;

    public List<JournalEntry> Entries => _entries;

    /// <summary>Plans a comparison without measuring it.</summary>
    public RunBuilder Plan(string workload, int concurrency, params string[] models)
    {
        _plans.Add(WorkloadPlan.Of(workload, [concurrency], models));
        return this;
    }

    public RunBuilder Exclude(string model, string workload, string reason, ExclusionKind? kind = null)
    {
        _exclusions.Add(new Exclusion(model, workload, reason) { Kind = kind });
        return this;
    }

    public RunBuilder Add(JournalEntry entry)
    {
        _entries.Add(entry);
        return this;
    }

    public RunBuilder Fail(string model, string workload, int concurrency, string reason, bool mayBeRetried = false) => Add(new Failure
    {
        Cell = Cell.Of(model, workload, concurrency),
        Round = 0,
        AtMilliseconds = 1,
        Reason = reason,
        MayBeRetried = mayBeRetried,
    });

    /// <summary>Plans and measures a comparison; each model's time of an item comes from the script.</summary>
    public RunBuilder Compare(Comparison comparison, Func<Visit, double> nanosecondsPerItem)
    {
        Plan(comparison.Workload, comparison.Concurrency, [.. comparison.Models]);
        _measuredRounds = Math.Min(comparison.Rounds, _measuredRounds ?? int.MaxValue);
        for (var round = 0; round < comparison.Rounds; round++)
        {
            foreach (var model in comparison.Models)
            {
                _entries.Add(Launched(CellOf(comparison, model), round));
            }

            for (var block = 0; block < comparison.Blocks; block++)
            {
                foreach (var model in comparison.Models)
                {
                    var time = nanosecondsPerItem(new Visit(model, round, block));
                    _entries.Add(Measured(CellOf(comparison, model), round, block, time));
                }
            }
        }

        return this;
    }

    /// <summary>Changes what was measured so far.</summary>
    public RunBuilder Change(Func<BlockMeasurement, BlockMeasurement> change)
    {
        for (var index = 0; index < _entries.Count; index++)
        {
            _entries[index] = _entries[index] is BlockMeasurement measurement ? change(measurement) : _entries[index];
        }

        return this;
    }

    /// <summary>Others use the machine all the time.</summary>
    public RunBuilder Disturb() => Change(measurement =>
        measurement with { Disturbance = measurement.Disturbance! with { StealNanoseconds = measurement.Disturbance.WindowNanoseconds } });

    public RunManifest Manifest() => new()
    {
        ProgramVersion = "0.1.0",
        StartedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Profile = "quick",
        Seed = 1,
        Calibration = Calibration,
        Sessions = [new SessionRecord(default, 180, 0)],
        Settings = new ModelSettings { SwitchIntervalMilliseconds = SwitchIntervalMilliseconds },
        Plan = new Plan
        {
            Workloads = [.. _plans.GroupBy(plan => plan.Workload).Select(plans => new WorkloadPlan(plans.Key, [.. plans.SelectMany(plan => plan.Comparisons)]))],
            Exclusions = _exclusions,
            MinimumRounds = LooksOften ? 3 : FixedRounds,
            MaximumRounds = LooksOften ? MaximumRounds : FixedRounds,
            BlocksPerRound = 3,
            WarmUpMilliseconds = WarmUpMilliseconds,
            BudgetSeconds = 180,
        },
        Environment = new MachineEnvironment
        {
            OperatingSystem = "Linux",
            Architecture = "x64",
            LogicalProcessors = Cores,
            UsableCores = Cores,
            SimultaneousMultithreading = SimultaneousMultithreading,
            MemoryBytes = 1L << 32,
            RuntimeVersion = "10.0.0",
        },
    };

    private int FixedRounds => (_measuredRounds ?? MaximumRounds) + MissingRounds;

    public RunResults Analyze() => Analyzer.Analyze(Manifest(), [.. _entries.Select(entry => entry is CellEntry of ? of with { Comparison = ComparisonOf(of) } : entry)]);

    public Judgement Judge(string claim) => Analyze().Judgements.Single(judgement => judgement.ClaimId == claim);

    public static Launch Launched(Cell cell, int round, params IReadOnlyList<double> warmUp) =>
        new() { Cell = cell, Round = round, AtMilliseconds = 1, StartUpNanoseconds = 1000 + round, WarmUpNanoseconds = warmUp };

    public static BlockMeasurement Measured(Cell cell, int round, int block, double nanosecondsPerItem, int items = 10) => new()
    {
        Cell = cell,
        Round = round,
        Block = block,
        Items = items,
        Nanoseconds = nanosecondsPerItem * items,
        AtMilliseconds = (1000 * round) + block,
        Costs = new Costs(),
        Disturbance = new Disturbance { WindowNanoseconds = 100_000_000, StealNanoseconds = 0, ForeignCpuNanoseconds = 0 },
    };

    public static Cell CellOf(Comparison comparison, string model) => Baseline.CellAt(model, comparison.Workload, Parameters.Of(comparison.Concurrency));

    /// <summary>As a run names it; a block of baselines alone is one of its workload's first comparison.</summary>
    private string ComparisonOf(CellEntry entry)
    {
        var beside = entry is BlockMeasurement measured
            ? _entries.OfType<BlockMeasurement>().Where(other => (other.Cell.Workload, other.Round, other.Block) == (entry.Cell.Workload, entry.Round, measured.Block)).Select(other => other.Cell)
            : [entry.Cell];
        var cell = beside.FirstOrDefault(cell => ModelAlias.ModelId(cell.Model) != Baseline.ModelId);
        return cell is null ? _plans.First(plan => plan.Workload == entry.Cell.Workload).Comparisons[0].Id : $"{cell.Workload}/{cell.Parameters.Id}";
    }
}
