namespace ConcurrencyBench.Abstractions;

/// <summary>A model that runs items: what it runs of an <see cref="ItemWorkload"/>.</summary>
public interface IRunsItems
{
    /// <summary>Runs every item exactly once: the operation that is timed. Called many times, never at once.</summary>
    /// <param name="batch">The items.</param>
    /// <param name="concurrency">The most items in flight at once, from 1.</param>
    /// <param name="cancellationToken">Checked between items; ends waits early.</param>
    /// <returns>A task that ends when all items have, and fails with an item's exception.</returns>
    Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken);
}
