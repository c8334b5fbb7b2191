namespace ConcurrencyBench.Abstractions;

/// <summary>
/// One operation whose items are round trips between two workers, as a model sees it: one worker asks and finishes, the other
/// answers. At most one message is under way. A payload belongs to the worker that made it and stays as it is until
/// that worker makes the next of its size. In one process it is passed by reference, between processes it is copied.
/// </summary>
/// <param name="batch">Receives the digests.</param>
public abstract class RoundTrips(Batch batch)
{
    /// <summary>
    /// How many round trips there are as far as is known: asked for anew after each, since a workload may have its items made again until they have
    /// lasted long enough. They are numbered from 0 and made in order.
    /// </summary>
    public virtual int Count => batch.Count;

    /// <summary>The length of the longest payload, in bytes.</summary>
    public abstract int MostBytes { get; }

    /// <summary>Begins a round trip; called by the worker that asks.</summary>
    /// <param name="item">Which, from 0.</param>
    /// <returns>The question, to be brought to the other worker.</returns>
    public abstract byte[] Ask(int item);

    /// <summary>Digests a question and makes the answer; called by the worker that answers, perhaps in another process.</summary>
    /// <param name="question">The payload as it arrived.</param>
    /// <returns>The answer, to be brought back.</returns>
    public abstract byte[] Answer(ReadOnlySpan<byte> question);

    /// <summary>Ends a round trip: digests the answer and keeps the item's digest; called by the worker that asked.</summary>
    /// <param name="item">Which, from 0.</param>
    /// <param name="answer">The payload as it arrived.</param>
    public virtual void Finish(int item, ReadOnlySpan<byte> answer) => batch.Complete(item, Conclude(item, answer));

    /// <summary>Digests an answer.</summary>
    /// <param name="item">Which round trip.</param>
    /// <param name="answer">The payload as it arrived.</param>
    /// <returns>The item's digest, never 0, which also depends on how the question arrived.</returns>
    protected abstract ulong Conclude(int item, ReadOnlySpan<byte> answer);
}
