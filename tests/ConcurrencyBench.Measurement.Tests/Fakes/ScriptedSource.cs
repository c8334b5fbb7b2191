using System.Collections.Concurrent;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Launching;

namespace ConcurrencyBench.Measurement.Tests.Fakes;

/// <summary>Makes scripted workers, and keeps in order what happened to all of them.</summary>
internal sealed class ScriptedSource : IWorkerSource
{
    private readonly List<string> _log = [];

    public ManualTime Time { get; } = new();

    public TimeSpan PrepareTime { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan MeasureTime { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>The processes of each worker; none unless a test starts some.</summary>
    public IReadOnlyList<int> Processes { get; init; } = [];

    /// <summary>What each operation of 1,000 ns costs.</summary>
    public Costs Costs { get; init; } = new();

    /// <summary>The parts of each operation; null for none.</summary>
    public IReadOnlyList<Phase>? Phases { get; init; }

    /// <summary>Makes the worker of a model in place of a scripted one; null for a scripted one.</summary>
    public Func<string, WorkerClient?> Worker { get; init; } = _ => null;

    /// <summary>On how many cores the worker of a cell runs; null for all.</summary>
    public Func<Cell, int?> Cores { get; init; } = _ => null;

    /// <summary>What fails, as "measure threads", and why.</summary>
    public Dictionary<string, string> Failing { get; } = [];

    /// <summary>Called whenever a fixture is opened.</summary>
    public Action? Opened { get; set; }

    /// <summary>How the fixture ended; null while it lives.</summary>
    public string? FixtureEnd { get; set; }

    /// <summary>Called with the model while it measures.</summary>
    public Action<string>? Measuring { get; set; }

    /// <summary>Called with the model while it is prepared.</summary>
    public Action<string>? Preparing { get; set; }

    /// <summary>What a worker does while it is asked for something: nothing else may be asked for meanwhile.</summary>
    public Func<Task> Working { get; set; } = () => Task.CompletedTask;

    /// <summary>How long the fixture took to answer its check, where that was too long.</summary>
    public TimeSpan? SlowAnswer { get; init; }

    /// <summary>How many nanoseconds an operation lasts at the least. It takes 90 in the answer to 'prepare', and 1,000 later.</summary>
    public double Shortest { get; init; }

    /// <summary>What each workload says that its items mostly do.</summary>
    public WorkloadKind Kind { get; init; }

    /// <summary>How many operations of ten items are in the answer to 'prepare'; so many that each item's code has run sixty times.</summary>
    public int WarmUps { get; init; } = 7;

    /// <summary>Whether the workers have 'rehearse'.</summary>
    public bool Rehearses { get; init; }

    /// <summary>What the workers answer to 'rehearse'.</summary>
    public bool RehearsesToTheEnd { get; init; } = true;

    /// <summary>How long each model was to rehearse at most, the last time that it was asked.</summary>
    public ConcurrentDictionary<string, TimeSpan> RehearsalLimits { get; } = [];

    /// <summary>The warm-up that each model's last request to 'prepare' asked for, in milliseconds.</summary>
    public Dictionary<string, int> WarmUpAskedFor { get; } = [];

    /// <summary>How many operations each request asked for.</summary>
    public List<(string Model, int Operations)> Asked { get; } = [];

    public IReadOnlyList<string> Happened => [.. _log];

    public void Log(string what)
    {
        lock (_log)
        {
            _log.Add(what);
        }
    }

    public async Task<IWorker> LaunchAsync(Cell cell, CancellationToken cancellationToken)
    {
        var modelId = cell.ModelId;
        Log($"launch {modelId}");
        if (Worker(modelId) is { } worker)
        {
            try
            {
                await worker.DescribeAsync(ModelSettings.Default, cancellationToken);
                return worker;
            }
            catch
            {
                await worker.DisposeAsync();
                throw;
            }
        }

        return Failing.TryGetValue($"launch {modelId}", out var reason)
            ? throw new WorkerException(reason, processId: null, exitCode: null, [])
            : new ScriptedWorker(this, modelId);
    }

    public int? CoresOf(Cell cell) => Cores(cell);

    public Task<IOpenFixture> OpenFixtureAsync(string workloadId, ulong seed, CancellationToken cancellationToken)
    {
        Log($"open {workloadId}");
        Opened?.Invoke();
        return Failing.TryGetValue($"open {workloadId}", out var reason)
            ? throw new WorkerException(reason, processId: 9, exitCode: 1, [])
            : Task.FromResult<IOpenFixture>(new ScriptedFixture(this, workloadId));
    }

    private sealed class ScriptedFixture(ScriptedSource source, string workload) : IOpenFixture
    {
        public string? Address => "here";

        public int? ProcessId => null;

        public TimeSpan? SlowAnswer => source.SlowAnswer;

        public WorkloadKind Kind => source.Kind;

        public CellExpectation ExpectationAt(Parameters parameters) => new(10, "ff", source.Shortest);

        public string? End => source.FixtureEnd;

        public ValueTask DisposeAsync()
        {
            source.Log($"close {workload}");
            return ValueTask.CompletedTask;
        }
    }
}
