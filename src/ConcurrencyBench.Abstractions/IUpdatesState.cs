using ConcurrencyBench.Abstractions.Shared;

namespace ConcurrencyBench.Abstractions;

/// <summary>
/// A model that has a way of its own to guard shared state, such as an owner that gets messages: what it runs of a
/// <see cref="StateWorkload"/>. Other models run the updates as items, each under a lock, and on one thread without.
/// </summary>
public interface IUpdatesState
{
    /// <summary>Applies every update once: the operation that is timed.</summary>
    /// <param name="state">The updates and what they are applied to.</param>
    /// <param name="concurrency">How many workers make updates at once, from 1; an owner is not one of them.</param>
    /// <param name="cancellationToken">Ends the operation early.</param>
    /// <returns>A task that ends when no update is on its way any more.</returns>
    Task RunAsync(SharedState state, int concurrency, CancellationToken cancellationToken);
}
