using ConcurrencyBench.Models.Green;
using ConcurrencyBench.Models.Loops;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>Two green threads on one carrier, each with an inbox: waiting for a message is one switch to the other thread.</summary>
/// <param name="code">What they run; null until the model is prepared.</param>
internal sealed class GreenRoundTripRunner(GreenCode? code) : IRunsRoundTrips
{
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        var threads = code ?? throw new InvalidOperationException("the model was not prepared");
        EventLoop.Run(loop => threads.ExchangeAsync(exchange, new GreenInbox(loop), new GreenInbox(loop), cancellationToken));
        return Task.CompletedTask;
    }
}
