namespace ConcurrencyBench.Abstractions;

/// <summary>
/// What a model does when an item that it started has ended: the callback form, in which nothing is awaited and nothing
/// blocks. Everything happens on the loop's thread.
/// </summary>
/// <param name="batch">Whose items.</param>
/// <param name="loop">On which waits end.</param>
public abstract class ItemHandler(Batch batch, IEventLoop loop)
{
    /// <summary>The loop that waits are given to.</summary>
    public IEventLoop Loop => loop;

    /// <summary>Starts an item. It may end before this returns.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="cancellationToken">Ends a wait early, where the workload can.</param>
    public void Start(int item, CancellationToken cancellationToken) => batch.Start(item, this, cancellationToken);

    /// <summary>Called by the workload, once, when an item has ended.</summary>
    /// <param name="item">Which item.</param>
    /// <param name="digest">Its digest.</param>
    public void Complete(int item, ulong digest)
    {
        batch.Complete(item, digest);
        OnCompleted(item);
    }

    /// <summary>Called by the workload, once, when an item has failed.</summary>
    /// <param name="item">Which item.</param>
    /// <param name="failure">Why.</param>
    public void Fail(int item, Exception failure) => OnFailed(item, failure);

    /// <summary>An item has ended and its digest is kept.</summary>
    /// <param name="item">Which item.</param>
    protected abstract void OnCompleted(int item);

    /// <summary>An item has failed.</summary>
    /// <param name="item">Which item.</param>
    /// <param name="failure">Why.</param>
    protected abstract void OnFailed(int item, Exception failure);
}
