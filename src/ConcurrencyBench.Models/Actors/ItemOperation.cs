namespace ConcurrencyBench.Models.Actors;

/// <summary>An operation on its way to the actor that hands out its items.</summary>
/// <param name="batch">The items.</param>
/// <param name="cancellationToken">Looked at before each item.</param>
internal sealed class ItemOperation(Batch batch, CancellationToken cancellationToken)
{
    /// <summary>How many items there are.</summary>
    public int Count => batch.Count;

    /// <summary>How it ends.</summary>
    public ActorsEnding Ending { get; } = new(1, batch.Abandon, cancellationToken);

    /// <summary>Runs an item on the calling thread, unless the operation was stopped; a failure stops it.</summary>
    public void Run(int item)
    {
        if (Ending.IsStopped)
        {
            return;
        }

        try
        {
            batch.Run(item);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Ending.Fail(failure);
        }
    }

    /// <summary>Runs an item without blocking the calling thread, unless the operation was stopped; a failure stops it.</summary>
    /// <returns>A task that ends with the item and never fails.</returns>
    public ValueTask RunAsync(int item)
    {
        if (Ending.IsStopped)
        {
            return ValueTask.CompletedTask;
        }

        try
        {
            var running = batch.RunAsync(item, cancellationToken);
            return running.IsCompletedSuccessfully ? running : EndAsync(running);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Ending.Fail(failure);
            return ValueTask.CompletedTask;
        }
    }

    private async ValueTask EndAsync(ValueTask running)
    {
        try
        {
            await running;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Ending.Fail(failure);
        }
    }
}
