using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Abstractions.Trees;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Forks;
using ConcurrencyBench.Models.Loops;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// Async/await on the thread pool: as many pumps as the concurrency, each of which takes an item, awaits it and takes the
/// next. Pumps bound the concurrency by their number alone. The usual alternative, a task for each item behind a
/// <see cref="SemaphoreSlim"/>, does the same items but allocates a task and a wait for every one, all at once.
/// Items that compute occupy pool threads, as they do in a C# program that offloads with <see cref="Task.Run(Action)"/>.
/// </summary>
public sealed class AsyncModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, IForks
{
    /// <inheritdoc/>
    public override string Id => "async";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        50,
        "Async/await",
        "tasks that give their thread back while they wait, run by the thread pool",
        "thousands of connections at once, on few threads",
        "cooperative: a task that blocks or computes for long keeps a pool thread from the others")
    {
        Look = new("#E69F00", MarkerForm.Circle),
    };

    /// <inheritdoc/>
    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken) =>
        new TaskForks().SumAsync(tree, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new AsyncStreamRunner().RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        ChannelRoundTripRunner.Unbounded.RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken) =>
        new AsyncPump(batch, cancellationToken).RunOnPoolAsync(concurrency);
}
