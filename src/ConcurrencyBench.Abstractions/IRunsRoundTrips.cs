namespace ConcurrencyBench.Abstractions;

/// <summary>A model that has a way of its own to pass messages between two of its workers, as its best users would write it: what it runs of a <see cref="RoundTripWorkload"/>.</summary>
public interface IRunsRoundTrips
{
    /// <summary>Makes every round trip once: the operation that is timed.</summary>
    /// <param name="exchange">The round trips.</param>
    /// <param name="cancellationToken">Looked at before each question.</param>
    /// <returns>A task that ends when neither worker is at work any more, and fails with what either threw.</returns>
    Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken);
}
