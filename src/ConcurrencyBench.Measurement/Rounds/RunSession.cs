using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Calibrating;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Measurement.Launching;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>What the rounds of a run share.</summary>
public sealed class RunSession
{
    private readonly Lock _recording = new();
    private readonly List<JournalEntry> _entries = [];
    private readonly List<Failure> _failures = [];
    private bool _hasBegun;

    /// <summary>What the run sets out to do.</summary>
    public required RunManifest Manifest { get; init; }

    /// <summary>Where workers come from.</summary>
    public required IWorkerSource Source { get; init; }

    /// <summary>Where what happened is written.</summary>
    public required Journal Journal { get; init; }

    /// <summary>The run's time.</summary>
    public required RunClock Clock { get; init; }

    /// <summary>Everything in the journal, earlier sessions' entries first; grows as the run does.</summary>
    public required IReadOnlyList<JournalEntry> Entries
    {
        get => _entries;
        init
        {
            _entries = [.. value];

            // What was not its doing is tried again: a server or a machine that failed then may do better now.
            _failures = [.. value.OfType<Failure>().Where(failure => !failure.MayBeRetried)];
        }
    }

    /// <summary>Notified of what the run is doing.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>Called before the session writes its first line; a session that finds nothing to do writes none.</summary>
    public Action? Beginning { get; init; }

    /// <summary>Notified of each failure when it happens.</summary>
    public Action<Failure>? Failed { get; init; }

    /// <summary>Starts what is to be beside a comparison, given a seed; null for nothing.</summary>
    internal Func<NeighbourKind, ulong, INeighbour?> Neighbour { get; init; } = NeighbourProcess.Start;

    /// <summary>Reads what the whole machine has done, given this run's processes; null where it is not available.</summary>
    internal Func<IReadOnlyList<int>, HostClock?> HostClock { get; init; } = Counters.HostClock.Read;

    /// <summary>Reads how much a launch's processes have run, or would have.</summary>
    internal Func<IReadOnlyList<int>, Activity> Activity { get; init; } = Counters.Activity.Read;

    /// <summary>Reads how long a launch's processes have compiled in the background.</summary>
    internal Func<IReadOnlyList<int>, CompilerThreads> CompilerThreads { get; init; } = Counters.CompilerThreads.Read;

    /// <summary>Reports when the run itself was stopped.</summary>
    internal Heartbeat Heartbeat { get; init; } = Heartbeat.OfThisProcess;

    /// <summary>Writes entries to disk, and remembers them. Launches that are warmed up side by side may fail at once; nothing reads meanwhile.</summary>
    internal void Record(params IReadOnlyList<JournalEntry> entries)
    {
        lock (_recording)
        {
            Begin();
            Journal.Write(entries);
            _entries.AddRange(entries);
            foreach (var failure in entries.OfType<Failure>())
            {
                _failures.Add(failure);
                Failed?.Invoke(failure);
            }
        }
    }

    /// <summary>Whether a model is not to be tried again in a workload: it failed, or failed more than once in this session by what was not its doing.</summary>
    internal bool HasFailed(string model, string workload) =>
        Failure.EndsMeasuring(_failures.Where(failure => failure.Cell.Model == model && failure.Cell.Workload == workload));

    private void Begin()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            Beginning?.Invoke();
        }
    }
}
