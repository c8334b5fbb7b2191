using Akka.Actor;
using ConcurrencyBench.Abstractions.Shared;

namespace ConcurrencyBench.Models.Actors;

/// <summary>The state has one actor, which handles one message at a time; as many others as the concurrency tell it their updates.</summary>
internal sealed class ActorUpdates(ActorSystem system) : IUpdatesState
{
    public async Task RunAsync(SharedState state, int concurrency, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ending = new ActorsEnding(concurrency, null, cancellationToken);
        var owner = system.ActorOf(Props.Create(() => new OwnerActor(state)));
        IActorRef[] sources = [.. Enumerable.Range(0, concurrency).Select(share => system.ActorOf(Props.Create(() => new UpdatingActor(state, state.Share(share, concurrency), owner, ending))))];
        Array.ForEach(sources, source => source.Tell(UpdatingActor.Begin, ActorRefs.NoSender));
        try
        {
            await ending.Task;
        }
        finally
        {
            Array.ForEach([.. sources, owner], system.Stop);
        }
    }
}
