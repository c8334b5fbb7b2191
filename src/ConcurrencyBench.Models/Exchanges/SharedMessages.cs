namespace ConcurrencyBench.Models.Exchanges;

/// <summary>The two mailboxes between a process that asks and one that answers, in memory that both map.</summary>
/// <param name="start">Where they are, at the beginning of a page.</param>
/// <param name="messageBytes">The length of the longest message.</param>
internal sealed unsafe class SharedMessages(byte* start, int messageBytes)
{
    private readonly SharedMailbox _questions = new(start, messageBytes);
    private readonly SharedMailbox _answers = new(start + SharedMailbox.Size(messageBytes), messageBytes);

    /// <summary>How much memory they take.</summary>
    public static long Size(int messageBytes) => 2 * SharedMailbox.Size(messageBytes);

    /// <summary>Empties both mailboxes; only while the other process does nothing with them.</summary>
    public void Reset()
    {
        _questions.Reset();
        _answers.Reset();
    }

    /// <summary>Lets no message through any more, and wakes who waits for one. Either process may ask for it.</summary>
    public void Close()
    {
        _questions.Close();
        _answers.Close();
    }

    /// <summary>Asks and finishes every round trip, or as many as the other process answers.</summary>
    public void Ask(RoundTrips exchange, CancellationToken cancellationToken)
    {
        try
        {
            for (var item = 0; item < exchange.Count; item++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _questions.Put(exchange.Ask(item));
                if (!_answers.Take(out var answer))
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
    public void Answer(RoundTrips exchange)
    {
        _questions.Rewind();
        try
        {
            while (_questions.Take(out var question))
            {
                _answers.Put(exchange.Answer(question));
            }
        }
        finally
        {
            _answers.Close();
        }
    }
}
