using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// The streams of <see cref="ReactiveModel"/>, whose handlers observe on threads of their own (<c>ObserveOn</c>): what a change of thread costs in Rx,
/// to be held against other queues between threads. It has streams alone.
/// </summary>
public sealed class ReactiveObserveOnModel : Model, IRunsStreams
{
    /// <inheritdoc/>
    public override string Id => "reactive-observe-on";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        115,
        "Reactive, observed elsewhere",
        "the same operators, with handlers that observe the events on threads of their own",
        "what a queue between threads is held against",
        "as reactive; and the queue has no bound, so that a slow handler piles events up")
    {
        Look = new("#B0578D", MarkerForm.Cross),
    };

    /// <inheritdoc/>
    public EventPath EventPath => EventPath.BetweenThreads;

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new ObserveOnStreamRunner().RunAsync(stream, concurrency, cancellationToken);
}
