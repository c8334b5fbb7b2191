using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Green;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// Green threads, as many as the concurrency, on one carrier thread: where one waits, the runtime puts its frames aside and
/// the scheduler goes on with another. Their code is in an assembly of its own, compiled for a runtime that can do that.
/// </summary>
public sealed class GreenThreadsModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, IHasOneThread
{
    private GreenCode? _code;

    /// <inheritdoc/>
    public override string Id => "green-threads";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        80,
        "Green threads",
        "threads of a scheduler of the program's own, on one OS thread; the runtime puts their frames aside",
        "many waits at once in code that reads like blocking code",
        "cooperative: an item that blocks or computes stops all others, and there is one core")
    {
        Look = new("#117733", MarkerForm.Cross),
    };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Environment => GreenCode.EnvironmentOfTheRuntime;

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new GreenStreamRunner(() => _code ?? throw new InvalidOperationException("the model was not prepared")).RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new GreenRoundTripRunner(_code).RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The process was not started as <see cref="Environment"/> says.</exception>
    public override Task PrepareAsync(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        _code = GreenCode.ForTheRuntime();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        GreenScheduler.Run(_code ?? throw new InvalidOperationException("the model was not prepared"), batch, concurrency, cancellationToken);
        return Task.CompletedTask;
    }
}
