using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Abstractions;

/// <summary>
/// Deterministic work made of numbered items. An item's digest depends only on the workload, the seed and the number. What an
/// item is decides the shape: derive from <see cref="ItemWorkload"/>, <see cref="RoundTripWorkload"/> or
/// <see cref="StreamWorkload"/>. What a workload has beyond that it says by the interfaces of its abilities. Found by the
/// catalogue's scan.
/// </summary>
public abstract class Workload : IAsyncDisposable
{
    private protected Workload()
    {
    }

    /// <summary>The public name, kebab-case; never changes.</summary>
    public abstract string Id { get; }

    /// <summary>What an item is, in one sentence for the reader of a report.</summary>
    public abstract string Description { get; }

    /// <summary>What an item mostly does.</summary>
    public abstract WorkloadKind Kind { get; }

    /// <summary>The run's seed, once the workload is set up: decides every input and so every digest.</summary>
    protected ulong Seed { get; private set; }

    /// <summary>The parameters that it was made with, of which some are not usual; null where all are.</summary>
    public Parameters? Given { get; internal set; }

    /// <summary>How many items an operation has, so that it takes about 10 to 200 ms.</summary>
    /// <param name="concurrency">The cell's concurrency, from 1.</param>
    /// <returns>A number from 1.</returns>
    public abstract int Items(int concurrency);

    /// <summary>Sets the workload up, untimed; called once, before any item, in each process that runs items.</summary>
    /// <param name="setup">Seed, concurrency and fixture.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task that ends when items can run.</returns>
    public Task SetUpAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        Seed = setup.Seed;
        return OpenAsync(setup, cancellationToken);
    }

    /// <summary>The digest that an item must have. Workloads with I/O compute it without the I/O.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <returns>The digest, never 0.</returns>
    public abstract ulong Expected(int item);

    /// <summary>Closes what <see cref="OpenAsync"/> opened.</summary>
    /// <returns>A task that ends when nothing is left.</returns>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The value of one of its parameters: the cell's, or the usual one. Known before anything is asked of the workload.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">It declares no such parameter (<see cref="IHasParameters"/>).</exception>
    protected double Parameter(string name) => Given?.Others.TryGetValue(name, out var value) is true
        ? value
        : this.DeclaredParameters().First(parameter => parameter.Name == name).Usual;

    /// <summary>Makes inputs and opens connections; <see cref="Seed"/> is set already.</summary>
    /// <param name="setup">Seed, concurrency and fixture.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task that ends when items can run.</returns>
    protected virtual Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken) => Task.CompletedTask;
}
