using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Abstractions;

/// <summary>
/// A way to run the items of a batch with a given concurrency, written as its best users would write it.
/// An instance serves one batch and one concurrency; <see cref="RunAsync"/> is called many times, never at once.
/// Found by the catalogue's scan.
/// </summary>
public abstract class Model : IAsyncDisposable
{
    /// <summary>The public name, kebab-case; never changes.</summary>
    public abstract string Id { get; }

    /// <summary>The model's row of the comparison table.</summary>
    public abstract ModelDescription Description { get; }

    /// <summary>What the user set; given by the catalogue.</summary>
    public ModelSettings Settings { get; internal set; } = ModelSettings.Default;

    /// <summary>Variables that a worker of this model must be started with.</summary>
    public virtual IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>();

    /// <summary>Whether concurrency means anything to the model; the baseline always has one item in flight.</summary>
    public virtual bool IsConcurrent => true;

    /// <summary>
    /// Whether processes that the model starts run all items, and of a stream at least the handlers: the worker's own counters
    /// do not cover them.
    /// </summary>
    public virtual bool ItemsRunElsewhere => false;

    /// <summary>
    /// Whether the model's processes use a core while nothing is asked of them. They are suspended meanwhile, by a signal,
    /// so no other process may take them for dead.
    /// </summary>
    public virtual bool IsRestless => false;

    /// <summary>How the model takes events from sources to handlers; null when it has no way of its own.</summary>
    public virtual Streams.IStreamRunner? StreamRunner => null;

    /// <summary>How two of the model's workers pass messages; null when it has no way of its own.</summary>
    public virtual IRoundTripRunner? RoundTripRunner => null;

    /// <summary>Whether the model makes sense for a workload.</summary>
    /// <param name="workload">The workload, not set up.</param>
    /// <returns>Yes, or no with the reason.</returns>
    public virtual Applicability Supports(Workload workload) =>
        !IsConcurrent && workload.Needs(WorkloadNeeds.AllAtOnce | WorkloadNeeds.Preemption)
            ? Applicability.No("it has one item in flight")
        : workload is RoundTripWorkload && RoundTripRunner is null
            ? Applicability.No("it has no way of its own to pass a message from one worker to another")
        : workload is StreamWorkload && StreamRunner is null
            ? Applicability.No("it has no way to take events from sources to handlers")
        : Applicability.Yes;

    /// <summary>Whether the system lets the model have so many items of a workload in flight.</summary>
    /// <param name="workload">The workload, not set up.</param>
    /// <param name="concurrency">How many, from 1.</param>
    /// <returns>Yes, or no with what the system allows.</returns>
    public virtual Applicability SupportsConcurrency(Workload workload, int concurrency) => Applicability.Yes;

    /// <summary>Starts what is kept between operations (pools, silos), untimed; its duration is reported as the start-up cost.</summary>
    /// <param name="batch">What will be run.</param>
    /// <param name="concurrency">The most items in flight at once, from 1.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task that ends when the model is ready.</returns>
    public virtual Task PrepareAsync(Batch batch, int concurrency, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Collects the garbage of the processes that the model keeps. Called before each operation that counts, and not among its
    /// costs: the worker's own is collected then too.
    /// </summary>
    /// <returns>A task that ends when it is collected.</returns>
    public virtual Task CollectAsync() => Task.CompletedTask;

    /// <summary>Runs every item exactly once: the operation that is timed.</summary>
    /// <param name="batch">The items.</param>
    /// <param name="concurrency">The most items in flight at once, from 1.</param>
    /// <param name="cancellationToken">Checked between items; ends waits early.</param>
    /// <returns>A task that ends when all items have, and fails with an item's exception.</returns>
    public abstract Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken);

    /// <summary>One operation, in the form that its workload asks for.</summary>
    /// <param name="batch">The items.</param>
    /// <param name="concurrency">The most items in flight at once, from 1.</param>
    /// <param name="cancellationToken">Checked between items; ends waits early.</param>
    /// <returns>A task that ends when all items have, and fails with an item's exception.</returns>
    public async Task OperateAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        batch.Open();
        using (cancellationToken.UnsafeRegister(static abandoned => ((Batch)abandoned!).Abandon(), batch))
        {
            await InItsFormAsync(batch, concurrency, cancellationToken).ConfigureAwait(false);
        }

        batch.Close();
    }

    /// <summary>Ends what <see cref="PrepareAsync"/> started.</summary>
    /// <returns>A task that ends when nothing is left.</returns>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private Task InItsFormAsync(Batch batch, int concurrency, CancellationToken cancellationToken) =>
        batch.RoundTrips is { } exchange && RoundTripRunner is { } exchanger
            ? exchanger.RunAsync(exchange, cancellationToken)
        : batch.Streams.Count > 0 && StreamRunner is { } streamer
            ? batch.StreamAsync(streamer, concurrency, cancellationToken)
        : RunAsync(batch, concurrency, cancellationToken);
}
