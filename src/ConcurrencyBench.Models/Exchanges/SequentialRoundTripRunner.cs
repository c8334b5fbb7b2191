namespace ConcurrencyBench.Models.Exchanges;

/// <summary>Round trips of the baseline: each question is answered by a call.</summary>
internal sealed class SequentialRoundTripRunner : IRunsRoundTrips
{
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        for (var item = 0; item < exchange.Count; item++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            exchange.Finish(item, exchange.Answer(exchange.Ask(item)));
        }

        return Task.CompletedTask;
    }
}
