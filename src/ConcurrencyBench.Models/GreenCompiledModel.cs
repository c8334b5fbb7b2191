using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Green;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// The code of <see cref="GreenThreadsModel"/>, but of its methods the compiler has made state machines, as of every async
/// method: what differs is what the runtime's way gains or costs, since both have their loops optimised at once.
/// </summary>
public sealed class GreenCompiledModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, IHasOneThread
{
    /// <inheritdoc/>
    public override string Id => "green-compiled";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        85,
        "Green threads, compiled",
        "the same green threads, whose methods are state machines made by the compiler",
        "what the runtime's way of suspending is held against, with loops optimised at once in both",
        "as green threads; and each frame of a deep chain of calls is suspended by itself")
    {
        Look = new("#94346E", MarkerForm.Star),
    };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Environment => GreenCode.EnvironmentOfStateMachines;

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new GreenStreamRunner(GreenCode.AsStateMachines).RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new GreenRoundTripRunner(GreenCode.AsStateMachines()).RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        GreenScheduler.Run(GreenCode.AsStateMachines(), batch, concurrency, cancellationToken);
        return Task.CompletedTask;
    }
}
