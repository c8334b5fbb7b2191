using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Abstractions.Trees;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Forks;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>The baseline: a plain loop on the calling thread, in the blocking form.</summary>
public sealed class SequentialModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, IForks, IBaseline
{
    /// <inheritdoc/>
    public override string Id => Abstractions.Records.Baseline.ModelId;

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        0,
        "Sequential",
        "one item after the other in a plain loop",
        "the yardstick that every other row is measured against",
        string.Empty)
    {
        Look = new("#7B8794", MarkerForm.Circle),
    };

    /// <inheritdoc/>
    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken) =>
        new PlainForks().SumAsync(tree, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new SequentialStreamRunner().RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new SequentialRoundTripRunner().RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        for (var item = 0; item < batch.Count; item++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch.Run(item);
        }

        return Task.CompletedTask;
    }
}
