namespace ConcurrencyBench.Abstractions;

/// <summary>
/// Work whose items are run by themselves, in any order. A workload with I/O gives the blocking and the asynchronous form of the
/// same I/O.
/// </summary>
public abstract class ItemWorkload : Workload
{
    /// <summary>Runs one item on the calling thread, blocking it where the item waits.</summary>
    /// <typeparam name="TGate">The model's gate; a struct, so that calls to it are inlined.</typeparam>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="gate">Notified of checkpoints and blocking calls.</param>
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
    /// Starts one item for a model of callbacks; its handler is notified when it has ended, on the loop's thread. Without a form of
    /// its own a workload runs its asynchronous one here, which comes back to the loop by itself.
    /// </summary>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="handler">Notified once, with the digest or with the failure; perhaps before this returns.</param>
    /// <param name="cancellationToken">Ends a wait early, where the form can.</param>
    public virtual void Start(int item, ItemHandler handler, CancellationToken cancellationToken) =>
        _ = FinishAsync(item, handler, cancellationToken);

    /// <inheritdoc/>
    public override ulong Expected(int item)
    {
        var gate = default(NoGate);
        return Execute(item, ref gate);
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
