namespace ConcurrencyBench.Models.Exchanges;

/// <summary>
/// What two blocking workers do to talk: each is a loop that waits for the other's message. The worker that ends, however it does, closes
/// what it sends by, so that the other ends too.
/// </summary>
/// <param name="exchange">The round trips.</param>
/// <param name="gate">Passed before a wait and after it; not where the message is there already, as CPython's queues do.</param>
/// <param name="looks">How often a worker looks again before it sleeps.</param>
internal sealed class BlockingRoundTrips<TGate>(RoundTrips exchange, TGate gate, int looks)
    where TGate : struct, IGate
{
    private readonly Mailbox<byte[]> _questions = new(looks);
    private readonly Mailbox<byte[]> _answers = new(looks);

    /// <summary>Asks and finishes every round trip.</summary>
    public void Ask(CancellationToken cancellationToken)
    {
        try
        {
            for (var item = 0; item < exchange.Count; item++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _questions.Put(exchange.Ask(item));
                if (Receive(_answers) is not { } answer)
                {
                    return;
                }

                exchange.Finish(item, answer);
            }
        }
        finally
        {
            _questions.Close();
        }
    }

    /// <summary>Answers until there are no more questions.</summary>
    public void Answer()
    {
        try
        {
            while (Receive(_questions) is { } question)
            {
                _answers.Put(exchange.Answer(question));
            }
        }
        finally
        {
            _answers.Close();
        }
    }

    /// <summary>Ends both loops, also one that has not begun.</summary>
    public void Close()
    {
        _questions.Close();
        _answers.Close();
    }

    private byte[]? Receive(Mailbox<byte[]> mailbox)
    {
        var passed = gate;
        passed.Checkpoint();
        if (mailbox.TryTake(out var message))
        {
            return message;
        }

        passed.EnterBlocking();
        try
        {
            return mailbox.Take();
        }
        finally
        {
            passed.ExitBlocking();
        }
    }
}
