namespace ConcurrencyBench.Workloads.Connections;

/// <summary>Counts the items in flight and refuses more than were agreed: a model that starts more has a defect.</summary>
internal sealed class InFlight(int limit)
{
    private int _count;

    /// <summary>An item begins.</summary>
    /// <exception cref="InvalidOperationException">As many as agreed are in flight already.</exception>
    public void Enter()
    {
        if (Interlocked.Increment(ref _count) > limit)
        {
            Exit();
            throw new InvalidOperationException($"more than {limit} items are in flight: the model exceeds its concurrency");
        }
    }

    /// <summary>An item that began has ended.</summary>
    public void Exit() => Interlocked.Decrement(ref _count);
}
