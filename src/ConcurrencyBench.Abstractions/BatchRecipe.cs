using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Shared;
using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Abstractions;

/// <summary>What a model will run, known before its first operation: all that another process needs to make the same items.</summary>
public sealed class BatchRecipe
{
    private readonly Workload _workload;
    private readonly Batch _batch;
    private readonly IReadOnlyList<EventStream>? _streams;
    private RoundTrips? _exchange;
    private SharedState? _state;

    internal BatchRecipe(Workload workload, Batch batch, WorkloadSetup setup, IReadOnlyList<EventStream>? streams)
    {
        (_workload, _batch, _streams) = (workload, batch, streams);
        Setup = workload.Given is { } given ? setup with { Parameters = given } : setup;
    }

    /// <summary>The workload's public name.</summary>
    public string WorkloadId => _workload.Id;

    /// <summary>The workload's type, from which another process makes its own instance.</summary>
    public Type WorkloadType => _workload.GetType();

    /// <summary>What an item mostly does.</summary>
    public WorkloadKind Kind => _workload.Kind;

    /// <summary>How many items an operation has.</summary>
    public int Items => _batch.Count;

    /// <summary>Whether the items share connections that are opened before the first operation and kept: what serves them is then started with them.</summary>
    public bool KeepsConnections => _workload is ILimitsConnections;

    /// <summary>Seed, concurrency, fixture, and the parameters that the workload was made with.</summary>
    public WorkloadSetup Setup { get; }

    /// <summary>The streams of an operation; none for most workloads.</summary>
    public IReadOnlyList<EventStream> Streams => _streams ?? (_workload as StreamWorkload)?.Streams ?? [];

    /// <summary>The length of the longest message between two workers, in bytes; 0 when the items are no round trips.</summary>
    public int MessageBytes => RoundTrips?.MostBytes ?? 0;

    /// <summary>The items as round trips; null when they are none. Opened once, when the workload is set up.</summary>
    internal RoundTrips? RoundTrips => _workload is RoundTripWorkload trips ? _exchange ??= trips.Open(_batch) : null;

    /// <summary>The items as updates of shared state; null when they are none. Opened once, when the workload is set up.</summary>
    internal SharedState? State => _workload is StateWorkload updates ? _state ??= updates.Open(_batch.Count) : null;
}
