namespace ConcurrencyBench.Abstractions;

/// <summary>
/// Deterministic work made of numbered items. An item's digest depends only on the workload, the seed and the number.
/// A workload with I/O gives the blocking and the asynchronous form of the same I/O. Found by the catalogue's scan.
/// </summary>
public abstract class Workload : IAsyncDisposable
{
    /// <summary>The public name, kebab-case; never changes.</summary>
    public abstract string Id { get; }

    /// <summary>What an item is, in one sentence for the reader of a report.</summary>
    public abstract string Description { get; }

    /// <summary>What an item mostly does.</summary>
    public abstract WorkloadKind Kind { get; }

    /// <summary>How long an item waits, for its fixture's answer or a timer; zero when it waits for nothing of known length. An item that ends sooner is a failure.</summary>
    public virtual TimeSpan Delay => TimeSpan.Zero;

    /// <summary>Whether items talk to a server on this machine: its CPU time is reported apart, and it needs a free port.</summary>
    public virtual bool HasServer => false;

    /// <summary>What its items need of a model beyond being run.</summary>
    public virtual WorkloadNeeds Needs => WorkloadNeeds.None;

    /// <summary>Variables that workers of whatever model are started with to measure it; where a model has the same, the model's hold.</summary>
    public virtual IReadOnlyDictionary<string, string> WorkerEnvironment { get; } = new Dictionary<string, string>();

    /// <summary>The streams of an operation, once set up; none unless it demands them.</summary>
    public virtual IReadOnlyList<Streams.EventStream> Streams => [];

    /// <summary>Whether what the items talk to can be had on this machine. Asked when a run is planned, never when workloads are listed; may take seconds.</summary>
    public virtual Applicability Availability => Applicability.Yes;

    /// <summary>How many connections all workers of a comparison together may hold to what the items talk to; asked as <see cref="Availability"/> is.</summary>
    public virtual ConnectionLimit ConnectionLimit => ConnectionLimit.None;

    /// <summary>The concurrencies at which alone it makes sense; null when any does.</summary>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>The concurrencies, ascending, or null.</returns>
    public virtual IReadOnlyList<int>? Concurrencies(int cores) => null;

    /// <summary>How many items an operation has, so that it takes about 10 to 200 ms.</summary>
    /// <param name="concurrency">The cell's concurrency, from 1.</param>
    /// <returns>A number from 1.</returns>
    public abstract int Items(int concurrency);

    /// <summary>
    /// How long an operation lasts at the least, whichever model runs it, because its items wait: one that claims to have been
    /// faster is a failure. By <see cref="Delay"/>, unless the workload has a schedule of its own.
    /// </summary>
    /// <param name="items">How many items it has, from 1.</param>
    /// <param name="concurrency">The most items in flight at once, from 1.</param>
    /// <returns>The time; zero when items wait for nothing of known length.</returns>
    public virtual TimeSpan ShortestOperation(int items, int concurrency) => Delay * (((long)items + concurrency - 1) / concurrency);

    /// <summary>Makes what the items talk to; called in the fixture's own process.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The fixture, or null when items need none.</returns>
    public virtual Task<Fixture?> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken) =>
        Task.FromResult<Fixture?>(null);

    /// <summary>Makes inputs and opens connections, untimed; called once, before any item, in each process that runs items.</summary>
    /// <param name="setup">Seed, concurrency and fixture.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task that ends when items can run.</returns>
    public virtual Task SetUpAsync(WorkloadSetup setup, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs one item on the calling thread, blocking it where the item waits.</summary>
    /// <typeparam name="TGate">The model's gate; a struct, so that calls to it are inlined.</typeparam>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="gate">Told about checkpoints and blocking calls.</param>
    /// <returns>The item's digest, never 0.</returns>
    public abstract ulong Execute<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate;

    /// <summary>Runs one item without blocking the calling thread where the item waits; computation runs on the caller.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="cancellationToken">Ends a wait early.</param>
    /// <returns>The item's digest, never 0.</returns>
    public virtual ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken)
    {
        var gate = default(NoGate);
        return new ValueTask<ulong>(Execute(item, ref gate));
    }

    /// <summary>
    /// Starts one item for a model of callbacks; its handler is told when it has ended, on the loop's thread. Without a form of
    /// its own a workload runs its asynchronous one here, which comes back to the loop by itself.
    /// </summary>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="handler">Told once, with the digest or with the failure; perhaps before this returns.</param>
    /// <param name="cancellationToken">Ends a wait early, where the form can.</param>
    public virtual void Start(int item, ItemHandler handler, CancellationToken cancellationToken) =>
        _ = FinishAsync(item, handler, cancellationToken);

    /// <summary>Makes the round trips of a batch; asked of workloads that demand an exchange, once they are set up.</summary>
    /// <param name="batch">Receives the digests.</param>
    /// <returns>The round trips; null when items are not messages.</returns>
    public virtual RoundTrips? OpenRoundTrips(Batch batch) => null;

    /// <summary>Called before each operation, untimed, while no item runs.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Called at the first moment of an operation, timed.</summary>
    public virtual void OnStarted()
    {
    }

    /// <summary>Called at the last moment of an operation that did not fail, timed.</summary>
    public virtual void OnEnded()
    {
    }

    /// <summary>
    /// Called when an operation has failed or was cancelled, so that not all its items will run: those that wait for others
    /// must fail. By any thread, and perhaps more than once.
    /// </summary>
    public virtual void Abandon()
    {
    }

    /// <summary>The parts of the last operation that the workload tells apart; called after it, untimed.</summary>
    /// <returns>The parts in order; empty when it tells none apart.</returns>
    public virtual IReadOnlyList<Records.Phase> Observe() => [];

    /// <summary>How long the items of a phase took in the last operation, each from when it was meant to begin; called after it, untimed.</summary>
    /// <param name="phase">The name of one of the phases that <see cref="Observe"/> gave.</param>
    /// <returns>Nanoseconds in any order, from which quantiles are made; empty where single items tell nothing.</returns>
    public virtual ReadOnlySpan<long> LatenciesOf(string phase) => [];

    /// <summary>The digest that an item must have. Workloads with I/O compute it without the I/O.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <returns>The digest, never 0.</returns>
    public virtual ulong Expected(int item)
    {
        var gate = default(NoGate);
        return Execute(item, ref gate);
    }

    /// <summary>Closes what <see cref="SetUpAsync"/> opened.</summary>
    /// <returns>A task that ends when nothing is left.</returns>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private async Task FinishAsync(int item, ItemHandler handler, CancellationToken cancellationToken)
    {
        ulong digest;
        try
        {
            digest = await ExecuteAsync(item, cancellationToken);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            handler.Fail(item, failure);
            return;
        }

        handler.Complete(item, digest);
    }
}
