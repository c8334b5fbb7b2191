using ConcurrencyBench.Models.Loops;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>Two async methods on one loop, with channels between them as Python's have queues: a reader that waits goes on from the loop's run queue.</summary>
internal sealed class EventLoopRoundTripRunner : IRunsRoundTrips
{
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        EventLoop.Run(_ =>
        {
            var talk = new ChannelRoundTrips(exchange, ChannelRoundTripRunner.OpenUnbounded(), ChannelRoundTripRunner.OpenUnbounded());
            return Task.WhenAll(talk.AnswerAsync(), talk.AskAsync(cancellationToken));
        });
        return Task.CompletedTask;
    }
}
