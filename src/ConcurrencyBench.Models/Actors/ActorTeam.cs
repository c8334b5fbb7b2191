using Akka.Actor;
using Akka.Configuration;
using ConcurrencyBench.Abstractions.Shared;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Abstractions.Trees;

namespace ConcurrencyBench.Models.Actors;

/// <summary>An actor system and the actors that are kept between operations.</summary>
internal sealed class ActorTeam : IAsyncDisposable
{
    // A worker's standard output is its protocol, and its end is the model's.
    private const string Configuration = """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          coordinated-shutdown.run-by-clr-shutdown-hook = off
        }
        """;

    private readonly ActorSystem _system = ActorSystem.Create("cbench", ConfigurationFactory.ParseString(Configuration));
    private IActorRef _router = ActorRefs.Nobody;

    private ActorTeam()
    {
    }

    /// <summary>Starts an actor system, and for items its workers.</summary>
    public static async Task<ActorTeam> StartAsync(WorkloadKind kind, int concurrency, CancellationToken cancellationToken)
    {
        var team = new ActorTeam();
        try
        {
            if (kind != WorkloadKind.Message)
            {
                team._router = team._system.ActorOf(Props.Create(() => new ItemRouter(concurrency, kind)), "router");
                await team._router.Ask<ActorIdentity>(new Identify(null), cancellationToken);
            }

            return team;
        }
        catch
        {
            await team.DisposeAsync();
            throw;
        }
    }

    public Task RunAsync(Batch batch, CancellationToken cancellationToken)
    {
        var operation = new ItemOperation(batch, cancellationToken);
        _router.Tell(operation, ActorRefs.NoSender);
        return operation.Ending.Task;
    }

    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new ActorRoundTripRunner(_system).RunAsync(exchange, cancellationToken);

    public Task RunAsync(SharedState state, int concurrency, CancellationToken cancellationToken) =>
        new ActorUpdates(_system).RunAsync(state, concurrency, cancellationToken);

    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new ActorStreamRunner(_system).RunAsync(stream, concurrency, cancellationToken);

    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken) =>
        new ActorForks(_system).SumAsync(tree, concurrency, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _system.Terminate();
        _system.Dispose();
    }
}
