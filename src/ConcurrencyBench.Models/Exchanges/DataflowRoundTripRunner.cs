using System.Threading.Tasks.Dataflow;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>Two action blocks that post to each other: one answers questions, the other finishes with an answer and asks the next.</summary>
internal sealed class DataflowRoundTripRunner : IRunsRoundTrips
{
    private static readonly ExecutionDataflowBlockOptions Options = new() { SingleProducerConstrained = true };

    public async Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ActionBlock<byte[]>? asking = null;
        var answering = new ActionBlock<byte[]>(question => asking!.Post(exchange.Answer(question)), Options);
        var item = 0;
        asking = new ActionBlock<byte[]>(
            answer =>
            {
                exchange.Finish(item++, answer);

                // Looked at here and not given to the blocks, which would drop the message that is under way.
                if (item < exchange.Count && !cancellationToken.IsCancellationRequested)
                {
                    answering.Post(exchange.Ask(item));
                }
                else
                {
                    answering.Complete();
                }
            },
            Options);
        answering.Post(exchange.Ask(0));
        await Task.WhenAll(EndAsync(asking, answering), EndAsync(answering, asking));
        cancellationToken.ThrowIfCancellationRequested();
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
