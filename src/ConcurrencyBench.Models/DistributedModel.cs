using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// A cluster of Microsoft Orleans: silos in processes of their own, and this process as a member of the cluster that keeps its
/// list of members and runs no item, but has the sources of a stream. Each item that may be in flight has a grain on one of the
/// silos, and each grain runs one chunk of items after the other, which it gets and answers for by calls. Computation has a silo for each item in flight; items
/// that wait have one silo on each machine, as Orleans is deployed, since grains interleave. With one for each core, http was
/// slower by a tenth and used half as much CPU time again. Rejected: stateless workers, which run on
/// whatever silo a call comes by, so that one silo computes twice while another has nothing to do.
/// </summary>
public sealed class DistributedModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, ILimitsConcurrency, IRunsElsewhere
{
    private static readonly string[] _secrets = [ClusterVariables.Secret, ClusterVariables.RedisPassword];

    private static readonly Dictionary<string, string> _runtime = new()
    {
        ["DOTNET_TC_CallCountingDelayMs"] = "64",
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
    };

    private SiloCluster? _cluster;
    private IReadOnlyList<EventStream> _streams = [];

    internal SiloCluster Cluster => _cluster ?? throw new InvalidOperationException("the cluster was not prepared");

    /// <inheritdoc/>
    public override string Id => "distributed";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        120,
        "Distributed",
        "processes on one machine or several that know each other and call each other's objects",
        "work that outgrows one machine",
        "needs infrastructure: a cluster to start, memory for each member, and every call crosses a network")
    {
        Look = new("#661100", MarkerForm.TriangleDown),
    };

    /// <summary>
    /// The runtime's default pause before code is compiled again (100 ms, in hexadecimal), which workers otherwise go without. A
    /// silo's start runs very much code a few times, and compiling all of it again at once takes nearly twice the CPU time. And
    /// pool threads that sleep when they find nothing. On few cores, silos whose threads spin take the cores from each other, and
    /// each timer of an idle silo would make some of them spin. With other machines, also the secrets that the user has set.
    /// </summary>
    public override IReadOnlyDictionary<string, string> Environment => Settings.Cluster is null
        ? _runtime
        : _runtime.Concat(
            from name in _secrets
            let value = System.Environment.GetEnvironmentVariable(name)
            where value is not null
            select KeyValuePair.Create(name, value)).ToDictionary();

    /// <summary>The process ids of the cluster's silos on this machine, in the order of their start; empty before.</summary>
    public IReadOnlyList<int> ProcessIds => _cluster?.ProcessIds ?? [];

    /// <inheritdoc/>
    /// <remarks>Orleans has some twenty timers a second in each process. Silos of other machines would take a suspended one for dead.</remarks>
    public bool IsRestless => Settings.Cluster is null;

    /// <inheritdoc/>
    public EventPath EventPath => EventPath.BetweenProcesses;

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new RemoteStreamRunner(_streams, Cluster.StreamAsync).RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Applicability Allows(Workload workload, int concurrency) =>
        SiloCluster.Allows(SiloCluster.Silos(workload.Kind, concurrency));

    /// <inheritdoc/>
    /// <exception cref="PoolProcessException">A silo did not start, or could not set the workload up.</exception>
    public override Task PrepareAsync(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        _streams = recipe.Streams;
        _cluster = SiloCluster.Create();
        return _cluster.StartAsync(recipe, concurrency, Settings.Cluster, cancellationToken);
    }

    /// <inheritdoc/>
    public Task CollectAsync() => _cluster?.CollectAsync() ?? Task.CompletedTask;

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken) => Cluster.RunAsync(batch, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) => Cluster.RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
            _cluster = null;
        }

        await base.DisposeAsync();
    }
}
