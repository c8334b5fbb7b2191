using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Measurement.Rounds;

namespace ConcurrencyBench.Measurement.Tests.Fakes;

/// <summary>A run over scripted workers, in a temporary folder that goes with it.</summary>
internal sealed class TestRun : IDisposable, IProgress<RunProgress>
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cbench-test-");
    private Journal? _journal;

    public ScriptedSource Source { get; init; } = new();

    public int BudgetSeconds { get; init; } = 1000;

    public int MinimumRounds { get; init; } = 2;

    public int MaximumRounds { get; init; } = 2;

    public int BlocksPerRound { get; init; } = 3;

    public int WarmUpMilliseconds { get; init; } = Plan.UsualWarmUpMilliseconds;

    public IReadOnlyList<JournalEntry> Earlier { get; init; } = [];

    public IReadOnlyList<WorkloadPlan> Workloads { get; init; } = [Workload("primes", 2)];

    /// <summary>What the runner said it was doing.</summary>
    public List<RunProgress> Reported { get; } = [];

    public string JournalPath => Path.Combine(_folder.FullName, "measurements.jsonl");

    /// <summary>What disturbs each reading of the machine's clock; none by default.</summary>
    public Func<Counters.HostClock?> HostClock { get; init; } = () => null;

    /// <summary>What the workers' processes are seen to do; nothing by default.</summary>
    public Func<Counters.Activity> Activity { get; init; } = () => default;

    /// <summary>How long threads of theirs have compiled; none by default.</summary>
    public Func<IReadOnlyDictionary<string, long>> CompilerThreads { get; init; } = () => new Dictionary<string, long>();

    /// <summary>The CPU time that each neighbour used.</summary>
    public long? NeighbourCpuNanoseconds { get; init; }

    /// <summary>How each neighbour ended too early; null where it did not.</summary>
    public string? NeighbourEnd { get; init; }

    /// <summary>Stops the run when it is set to.</summary>
    public ScriptedHeart Heart { get; } = new();

    public RunManifest Manifest => new RunManifest
    {
        ProgramVersion = "test",
        StartedAt = DateTimeOffset.UnixEpoch,
        Profile = "test",
        Seed = 42,
        Settings = ModelSettings.Default,
        Plan = new Plan
        {
            Workloads = Workloads,
            MinimumRounds = MinimumRounds,
            MaximumRounds = MaximumRounds,
            BlocksPerRound = BlocksPerRound,
            BudgetSeconds = BudgetSeconds,
            WarmUpMilliseconds = WarmUpMilliseconds,
        },
        Environment = new MachineEnvironment
        {
            OperatingSystem = "test",
            Architecture = "x64",
            LogicalProcessors = 1,
            UsableCores = 1,
            MemoryBytes = 1,
            RuntimeVersion = "10",
        },
    };

    public static BlockMeasurement Measurement(Cell cell, int block) => new()
    {
        Cell = cell,
        Comparison = $"{cell.Workload}/{cell.Concurrency}",
        Round = 0,
        Block = block,
        AtMilliseconds = 1,
        Items = 10,
        Nanoseconds = 1234.5,
        Costs = new Costs(),
    };

    public static WorkloadPlan Workload(string id, params IReadOnlyList<int> concurrencies) =>
        WorkloadPlan.Of(id, concurrencies, ["sequential", "threads", "async", "threads-again"]);

    /// <summary>The manifest of a run that leaves no folder.</summary>
    public static RunManifest ManifestOf(WorkloadPlan workload)
    {
        using var run = new TestRun { Workloads = [workload] };
        return run.Manifest with { Id = "this-run" };
    }

    public RunSession CreateSession()
    {
        _journal = Journal.Append(JournalPath, JournalContent.Empty, runId: null);
        return new RunSession
        {
            Manifest = Manifest,
            Source = Source,
            Journal = _journal,
            Clock = new RunClock(Source.Time, TimeSpan.Zero, TimeSpan.FromSeconds(BudgetSeconds), Heart.Beats),
            Entries = Earlier,
            HostClock = _ => HostClock(),
            Activity = _ => Activity(),
            CompilerThreads = _ => new CompilerThreads(CompilerThreads()),
            Heartbeat = Heart.Beats,
            Neighbour = (kind, seed) => new ScriptedNeighbour(Source, kind, seed) { CpuNanoseconds = NeighbourCpuNanoseconds, End = NeighbourEnd },
            Progress = this,
        };
    }

    /// <summary>Runs until nothing is open.</summary>
    /// <param name="open">The workloads of which every cell is part of an open claim, whatever is measured.</param>
    /// <param name="cancellationToken">Interrupts the run.</param>
    public Task<IReadOnlyList<JournalEntry>> RunAsync(IReadOnlyList<string> open, CancellationToken cancellationToken) =>
        RunAsync(_ => RunOutlook.Nothing with { Questions = [.. from plan in Workloads where open.Contains(plan.Workload) from comparison in plan.Comparisons select Claim(comparison, 1)] }, cancellationToken);

    /// <summary>Runs until nothing is open.</summary>
    /// <param name="outlook">What is open, given the journal.</param>
    /// <param name="cancellationToken">Interrupts the run.</param>
    public async Task<IReadOnlyList<JournalEntry>> RunAsync(Func<IReadOnlyList<JournalEntry>, RunOutlook> outlook, CancellationToken cancellationToken)
    {
        var session = CreateSession();
        try
        {
            await new Runner(session, outlook).RunAsync(cancellationToken);
            return session.Entries;
        }
        finally
        {
            // Whatever happened in a run, its reports and --resume read its journal.
            Journal.Read(JournalPath, Manifest);
        }
    }

    /// <summary>A claim about some models of a comparison, or all.</summary>
    public static OpenQuestion Claim(Comparison comparison, double moreRounds, params IReadOnlyList<string> models) => new(
        $"{comparison.Id} {string.Join(' ', models)}",
        $"claim: {comparison.Id}",
        comparison.Id,
        models.Count == 0 ? comparison.Cells : [.. models.Select(model => comparison.Find(model)!)],
        QuestionKind.Claim,
        moreRounds);

    public void Report(RunProgress value) => Reported.Add(value);

    public void Dispose()
    {
        _journal?.Dispose();
        _folder.Delete(recursive: true);
    }
}
