using System.Threading.Tasks.Dataflow;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>Two action blocks that post to each other: one answers questions, the other finishes with an answer and asks the next.</summary>
internal sealed class DataflowExchanger : IExchanger
{
    /// <inheritdoc/>
    public Task RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        // Told of the cancellation as blocks are: an action that throws it would only drop its message.
        var options = new ExecutionDataflowBlockOptions { SingleProducerConstrained = true, CancellationToken = cancellationToken };
        ActionBlock<byte[]>? asking = null;
        var answering = new ActionBlock<byte[]>(question => asking!.Post(exchange.Answer(question)), options);
        var item = 0;
        asking = new ActionBlock<byte[]>(
            answer =>
            {
                exchange.Finish(item++, answer);
                if (item < exchange.Count)
                {
                    answering.Post(exchange.Ask(item));
                }
                else
                {
                    answering.Complete();
                }
            },
            options);
        if (!cancellationToken.IsCancellationRequested)
        {
            answering.Post(exchange.Ask(0));
        }

        return Task.WhenAll(EndAsync(asking, answering), EndAsync(answering, asking));
    }

    // A block that has ended, however it has, answers no more: the other one must not wait for it.
    private static async Task EndAsync(ActionBlock<byte[]> block, ActionBlock<byte[]> other)
    {
        try
        {
            await block.Completion;
        }
        finally
        {
            other.Complete();
        }
    }
}
