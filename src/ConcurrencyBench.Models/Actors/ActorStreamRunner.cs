using Akka.Actor;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Actors;

/// <summary>
/// An actor for each handler, and actors that feed them, each with a share of the sources. A mailbox is unbounded, so a feed sends
/// portions that the handlers acknowledge. Rejected: bounded mailboxes, which block a thread and drop events after a time.
/// </summary>
internal sealed class ActorStreamRunner(ActorSystem system) : IRunsStreams
{
    public async Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var shares = StreamWorkers.Of(stream, concurrency).Sources;
        var ending = new ActorsEnding(shares, null, cancellationToken);
        IActorRef[] handlers = [.. Enumerable.Range(0, stream.Handlers).Select(handler => system.ActorOf(Props.Create(() => new HandlerActor(stream, handler, ending))))];
        IActorRef[] feeds = [.. Enumerable.Range(0, shares).Select(share => system.ActorOf(Props.Create(() => new FeedActor(stream, stream.Share(share, shares), handlers, ending))))];
        Array.ForEach(feeds, feed => feed.Tell(FeedActor.Begin, ActorRefs.NoSender));
        try
        {
            await ending.Task;
        }
        finally
        {
            Array.ForEach([.. feeds, .. handlers], system.Stop);
        }
    }
}
