namespace ConcurrencyBench.Models.Schedulers;

/// <summary>An async method that takes items from a shared counter and awaits one after the other: where it goes on is its caller's context.</summary>
internal static class AsyncPump
{
    /// <summary>Awaits items until there are none.</summary>
    /// <param name="batch">Whose items.</param>
    /// <param name="items">Stopped when an item fails, so that the other pumps end after the item they are at.</param>
    /// <param name="cancellationToken">Ends a wait early.</param>
    /// <returns>A task that ends with the pump's last item, and fails with an item's exception.</returns>
    public static async Task RunAsync(Batch batch, ItemCounter items, CancellationToken cancellationToken)
    {
        try
        {
            while (items.TryTake(out var item))
            {
                await batch.RunAsync(item, cancellationToken);
            }
        }
        catch
        {
            items.Stop();
            throw;
        }
    }
}
