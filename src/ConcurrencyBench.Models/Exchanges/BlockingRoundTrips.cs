namespace ConcurrencyBench.Models.Exchanges;

/// <summary>
/// What two blocking workers do to talk: each is a loop that waits for the other's message. The worker that ends, however it does, closes
/// what it sends by, so that the other ends too.
/// </summary>
/// <param name="exchange">The round trips.</param>
/// <param name="gate">Offered before each message is taken.</param>
/// <param name="open">Makes a queue of one direction.</param>
internal sealed class BlockingRoundTrips<TGate>(RoundTrips exchange, TGate gate, Func<IBlockingQueue<byte[]>> open) : IDisposable
    where TGate : struct, IGate
{
    private readonly IBlockingQueue<byte[]> _questions = open();
    private readonly IBlockingQueue<byte[]> _answers = open();

    /// <summary>Asks and finishes every round trip.</summary>
    public void Ask(CancellationToken cancellationToken)
    {
        try
        {
            for (var item = 0; item < exchange.Count; item++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _questions.TryPut(exchange.Ask(item));
                if (!TryReceive(_answers, out var answer))
                {
                    return;
                }

                exchange.Finish(item, answer);
            }
        }
        finally
        {
            _questions.Complete();
        }
    }

    /// <summary>Answers until there are no more questions.</summary>
    public void Answer()
    {
        try
        {
            while (TryReceive(_questions, out var question))
            {
                _answers.TryPut(exchange.Answer(question));
            }
        }
        finally
        {
            _answers.Complete();
        }
    }

    /// <summary>Ends both loops, also one that has not begun.</summary>
    public void Close()
    {
        _questions.Complete();
        _answers.Complete();
    }

    public void Dispose()
    {
        _questions.Dispose();
        _answers.Dispose();
    }

    private bool TryReceive(IBlockingQueue<byte[]> queue, out byte[] message)
    {
        var passed = gate;
        passed.Checkpoint();
        return queue.TryTake(out message);
    }
}
