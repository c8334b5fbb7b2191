using ConcurrencyBench.Core;
using ConcurrencyBench.Core.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Journals;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>What the rounds of a run share.</summary>
public sealed class RunSession
{
    private const int MostFixtureFailures = 2;

    private readonly List<JournalEntry> _entries = [];

    /// <summary>What the run sets out to do.</summary>
    public required RunManifest Manifest { get; init; }

    /// <summary>The models there are.</summary>
    public required Catalog Catalog { get; init; }

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
        init => _entries = [.. value];
    }

    /// <summary>Told what the run is doing.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>Told of each failure when it happens.</summary>
    public Action<Failure>? Failed { get; init; }

    /// <summary>Reads what the whole machine has done, given this run's processes; null where it does not tell.</summary>
    internal Func<IReadOnlyList<int>, HostClock?> HostClock { get; init; } = Counters.HostClock.Read;

    /// <summary>Writes entries to disk, and remembers them. A round does one thing at a time, so nothing else records meanwhile.</summary>
    /// <param name="entries">What happened.</param>
    internal void Record(params IReadOnlyList<JournalEntry> entries)
    {
        Journal.Write(entries);
        _entries.AddRange(entries);
        foreach (var failure in entries.OfType<Failure>())
        {
            Failed?.Invoke(failure);
        }
    }

    /// <summary>Whether a cell is not to be tried again in this run: it failed, or its fixture did in more than one round.</summary>
    /// <param name="model">The model's name in the run.</param>
    /// <param name="workload">The workload's id.</param>
    /// <returns>True after a failure.</returns>
    internal bool HasFailed(string model, string workload) =>
        Entries.OfType<Failure>()
            .Where(failure => failure.Cell.Model == model && failure.Cell.Workload == workload)
            .Sum(failure => failure.MayBeRetried ? 1 : MostFixtureFailures) >= MostFixtureFailures;
}
