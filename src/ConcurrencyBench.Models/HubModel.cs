using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Green;
using ConcurrencyBench.Models.Loops;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// Green threads over a hub, as gevent's: as many as the concurrency, whose code reads as if it blocked. Sleeps, sockets and
/// calls that would block the thread are routed to the hub, see <see cref="Hub"/>; <see cref="HubUnpatchedModel"/> leaves the
/// last of these alone.
/// </summary>
public sealed class HubModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, IHasOneThread
{
    private GreenCode? _code;

    /// <inheritdoc/>
    public override string Id => "hub";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        130,
        "Gevent",
        "green threads whose blocking-looking calls are routed to a hub that runs the others meanwhile",
        "as asyncio, for code in the style of blocking calls",
        "a call that was not routed blocks all items, as does computing, and there is one core")
    {
        Look = new("#B8860B", MarkerForm.TriangleDown, IsOpen: true),
    };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Environment => GreenCode.EnvironmentOfTheRuntime;

    /// <summary>Messages between its threads concern no hub: they are passed as green threads pass them.</summary>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new GreenRoundTripRunner(_code).RunAsync(exchange, cancellationToken);

    /// <inheritdoc cref="RunAsync(RoundTrips, CancellationToken)"/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new GreenStreamRunner(() => _code ?? throw new InvalidOperationException("the model was not prepared")).RunAsync(stream, concurrency, cancellationToken);

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
        Hub.Run(_code ?? throw new InvalidOperationException("the model was not prepared"), batch, concurrency, cancellationToken);
        return Task.CompletedTask;
    }
}
