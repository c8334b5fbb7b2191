using System.Globalization;
using ConcurrencyBench.Abstractions.Shared;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Abstractions.Trees;
using ConcurrencyBench.Models.Actors;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models;

/// <summary>
/// Actors of Akka.NET: a router and as many workers as the concurrency, which are kept between operations and take one message at a
/// time. Its system runs on the thread pool, by the library's defaults. Akka.NET is loaded where the model is prepared.
/// Rejected: Proto.Actor, whose last release is a year old and whose messages cost more (its actors less);
/// Orleans, which is <c>distributed</c>; the actors of Microsoft.Coyote, which are there to be tested.
/// </summary>
public sealed class ActorsModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, IForks, IUpdatesState, ILimitsConcurrency
{
    // Measured: 1,816 B on the heap for an idle worker with its mailbox and its place in its parent.
    private const int BytesPerActor = 2048;

    // Measured on two cores: 11 to 70 µs each, the more the more there are, and they are started and ended in each launch.
    private const int MostActors = 20_000;

    private ActorTeam? _team;

    /// <inheritdoc/>
    public override string Id => "actors";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        190,
        "Actors",
        "objects that handle one message at a time and share nothing but messages",
        "state without locks, and failures that stay where they happen",
        "every message has a price, and only those of one sender keep their order")
    {
        Look = new("#A6761D", MarkerForm.Star),
    };

    /// <inheritdoc/>
    public EventPath EventPath => EventPath.BetweenThreads;

    private ActorTeam Team => _team ?? throw new InvalidOperationException("the model was not prepared");

    /// <inheritdoc/>
    public Applicability Allows(Workload workload, int concurrency) => concurrency <= MostActors
        ? ProcessPool.Fit(concurrency, "actors", BytesPerActor)
        : Applicability.No(string.Create(CultureInfo.InvariantCulture, $"each item in flight has an actor, and {concurrency} take many seconds to start: {MostActors} at most"));

    /// <inheritdoc/>
    public override async Task PrepareAsync(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken) =>
        _team = await ActorTeam.StartAsync(recipe.Kind, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken) => Team.RunAsync(batch, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) => Team.RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(SharedState state, int concurrency, CancellationToken cancellationToken) =>
        Team.RunAsync(state, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken) =>
        Team.SumAsync(tree, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        Team.RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_team is not null)
        {
            await _team.DisposeAsync();
            _team = null;
        }

        await base.DisposeAsync();
    }
}
