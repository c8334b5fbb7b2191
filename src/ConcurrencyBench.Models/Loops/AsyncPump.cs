using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Loops;

/// <summary>
/// Async methods that take items from a shared counter and await one after the other: where they go on is their caller's
/// context. All share one object, so that a pump that waits holds little more than its state machine.
/// </summary>
/// <param name="batch">Whose items.</param>
/// <param name="cancellationToken">Looked at before each item, and ends a wait early.</param>
internal sealed class AsyncPump(Batch batch, CancellationToken cancellationToken)
{
    private readonly ItemCounter _items = new(batch, cancellationToken);

    /// <summary>Starts pumps on the calling thread; each runs there until it first waits.</summary>
    public Task RunAsync(int count) => RunAsync(count, PumpAsync);

    /// <summary>Starts pumps on the thread pool.</summary>
    public Task RunOnPoolAsync(int count) => RunAsync(count, PumpOnPoolAsync);

    private static Task RunAsync(int count, Func<Task> start)
    {
        var pumps = new Task[count];
        for (var pump = 0; pump < pumps.Length; pump++)
        {
            pumps[pump] = start();
        }

        return Task.WhenAll(pumps);
    }

    // The batch gets the digest here: an async method of its own around the item would hold as much again as this one.
    private async Task PumpAsync()
    {
        try
        {
            while (_items.TryTake(out var item))
            {
                batch.Complete(item, await batch.ExecuteAsync(item, cancellationToken));
            }
        }
        catch
        {
            // The other pumps end after the item they are at.
            _items.Stop();
            throw;
        }
    }

    // The same again, but for its start: a Task.Run around the other would leave a task and its unwrapping beside each pump.
    private async Task PumpOnPoolAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            while (_items.TryTake(out var item))
            {
                batch.Complete(item, await batch.ExecuteAsync(item, cancellationToken).ConfigureAwait(false));
            }
        }
        catch
        {
            _items.Stop();
            throw;
        }
    }
}
