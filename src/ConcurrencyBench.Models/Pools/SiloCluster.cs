using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// A cluster of silos that runs items. What it stands on, Microsoft Orleans, is in an assembly of its own, loaded by name where
/// a cluster is started. Listing the models of this assembly would otherwise load it.
/// </summary>
public abstract class SiloCluster : IAsyncDisposable
{
    private const string Assembly = "ConcurrencyBench.Distributed";

    // Room for a silo's runtime and heap. Chosen, not measured.
    private const long BytesPerSilo = 96L << 20;

    /// <summary>The ids of the silo processes of this machine, in the order of their start.</summary>
    public abstract IReadOnlyList<int> ProcessIds { get; }

    /// <summary>How many silos a cluster has: one for each item that may compute, and for others one: its grains interleave.</summary>
    /// <param name="kind">What an item mostly does.</param>
    /// <param name="concurrency">The most items in flight at once.</param>
    /// <returns>The number, from 1.</returns>
    public static int Silos(WorkloadKind kind, int concurrency) => kind == WorkloadKind.Cpu ? concurrency : 1;

    /// <summary>Whether this machine has room for so many silos.</summary>
    /// <param name="count">How many, from 1.</param>
    /// <returns>Yes, or no with what the system allows.</returns>
    public static Applicability Allows(int count) => ProcessPool.Fit(count, "silos", BytesPerSilo);

    /// <summary>Makes a cluster that has not started.</summary>
    /// <returns>The cluster.</returns>
    public static SiloCluster Create() =>
        (SiloCluster)Activator.CreateInstance(System.Reflection.Assembly.Load(Assembly).GetType($"{Assembly}.OrleansCluster", throwOnError: true)!)!;

    /// <summary>Starts the silos and makes them ready for a batch's items.</summary>
    /// <param name="recipe">The items.</param>
    /// <param name="concurrency">The most items in flight at once, over all silos.</param>
    /// <param name="meeting"><c>redis://HOST:PORT</c> where silos of other machines join too; null for this machine alone.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task that ends when items can run.</returns>
    /// <exception cref="PoolProcessException">A silo did not start, or could not set the workload up.</exception>
    public abstract Task StartAsync(BatchRecipe recipe, int concurrency, string? meeting, CancellationToken cancellationToken);

    /// <summary>Collects the garbage of every silo that runs items; only while none runs any.</summary>
    /// <returns>A task that ends when it is collected.</returns>
    /// <exception cref="PoolProcessException">A silo ended.</exception>
    public abstract Task CollectAsync();

    /// <summary>Runs every item once.</summary>
    /// <param name="batch">Receives the digests, also those of an operation that fails.</param>
    /// <param name="cancellationToken">When it is cancelled, the cancelling call returns once no silo begins an item any more.</param>
    /// <returns>A task that ends when no item runs any more.</returns>
    /// <exception cref="PoolProcessException">A silo ended, or an item threw in one.</exception>
    public abstract Task RunAsync(Batch batch, CancellationToken cancellationToken);

    /// <summary>Makes every round trip once: this process asks and a silo answers.</summary>
    /// <param name="exchange">The round trips.</param>
    /// <param name="cancellationToken">Looked at before each question.</param>
    /// <returns>A task that ends with the last answer.</returns>
    /// <exception cref="PoolProcessException">The silo ended, or threw.</exception>
    public abstract Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken);

    /// <summary>Takes every event of a stream from sources in this process to handlers in the silo.</summary>
    /// <param name="stream">Receives what the handlers made of it.</param>
    /// <param name="number">Which of the workload's streams it is, from 0.</param>
    /// <param name="concurrency">Decides how many workers there are, at most as many as the cluster was started for.</param>
    /// <param name="cancellationToken">Looked at before each event.</param>
    /// <returns>A task that ends when nothing is on its way any more.</returns>
    /// <exception cref="PoolProcessException">The silo ended, or a handler threw.</exception>
    public abstract Task StreamAsync(EventStream stream, int number, int concurrency, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
