using System.Threading.Tasks.Dataflow;
using ConcurrencyBench.Abstractions.Shared;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Streams;
using ConcurrencyBench.Models.Updates;

namespace ConcurrencyBench.Models;

/// <summary>
/// An action block of TPL Dataflow that runs up to the concurrency of items at once, fed with item numbers by the caller.
/// It is a synchronous action for items that compute, an asynchronous one for items that wait.
/// </summary>
public sealed class DataflowModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, IUpdatesState
{
    /// <summary>
    /// Messages held by the block for each item it may run at once. One would stall the block at every message until the
    /// producer woke; unbounded would hold all items at once, which is what bounding is there to prevent.
    /// </summary>
    private const int CapacityPerWorker = 64;

    /// <inheritdoc/>
    public override string Id => "dataflow";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        150,
        "TPL Dataflow",
        "a graph of blocks that pass messages to one another",
        "pipelines whose stages have a bounded concurrency and bounded queues",
        "every message has a price, paid again at each block")
    {
        Look = new("#AA4499", MarkerForm.TriangleDown),
    };

    /// <inheritdoc/>
    public EventPath EventPath => EventPath.BetweenThreads;

    /// <inheritdoc/>
    public Task RunAsync(SharedState state, int concurrency, CancellationToken cancellationToken) =>
        new DataflowUpdates().RunAsync(state, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new DataflowStreamRunner().RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new DataflowRoundTripRunner().RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public async Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        var options = new ExecutionDataflowBlockOptions
        {
            MaxDegreeOfParallelism = concurrency,
            BoundedCapacity = concurrency * CapacityPerWorker,
            SingleProducerConstrained = true,
            CancellationToken = cancellationToken,
        };
        var block = batch.Traits.Kind == WorkloadKind.Cpu
            ? new ActionBlock<int>(batch.Run, options)
            : new ActionBlock<int>(item => batch.RunAsync(item, cancellationToken).AsTask(), options);

        for (var item = 0; item < batch.Count; item++)
        {
            // A full block makes the producer wait; one that failed or was cancelled takes nothing any more. Not cancelled
            // here: the operation must not end before the block has, which is when no item runs any more.
            if (!block.Post(item) && !await block.SendAsync(item, CancellationToken.None))
            {
                break;
            }
        }

        block.Complete();
        await block.Completion;
    }
}
