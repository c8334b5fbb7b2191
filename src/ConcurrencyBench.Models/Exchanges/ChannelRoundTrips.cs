using System.Threading.Channels;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>
/// Two async methods that talk by a pair of channels; where they go on is their caller's context. Waiting and taking apart, as
/// <c>ReadAsync</c> reports the end by an exception.
/// </summary>
internal sealed class ChannelRoundTrips(RoundTrips exchange, Channel<byte[]> questions, Channel<byte[]> answers)
{
    /// <summary>Asks and finishes every round trip.</summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var item = 0; item < exchange.Count; item++)
            {
                cancellationToken.ThrowIfCancellationRequested();

                // There is always room: one message is under way.
                questions.Writer.TryWrite(exchange.Ask(item));
                if (!await answers.Reader.WaitToReadAsync(CancellationToken.None) || !answers.Reader.TryRead(out var answer))
                {
                    return;
                }

                exchange.Finish(item, answer);
            }
        }
        finally
        {
            questions.Writer.TryComplete();
        }
    }

    /// <summary>Answers until there are no more questions.</summary>
    public async Task AnswerAsync()
    {
        try
        {
            while (await questions.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (questions.Reader.TryRead(out var question))
                {
                    answers.Writer.TryWrite(exchange.Answer(question));
                }
            }
        }
        finally
        {
            answers.Writer.TryComplete();
        }
    }
}
