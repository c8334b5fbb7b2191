using Akka.Actor;

namespace ConcurrencyBench.Models.Actors;

/// <summary>Two actors that tell each other: one answers questions, the other finishes with an answer and asks the next.</summary>
internal sealed class ActorRoundTripRunner(ActorSystem system) : IRunsRoundTrips
{
    public async Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ending = new ActorsEnding(1, null, cancellationToken);
        var answering = system.ActorOf(Props.Create(() => new AnsweringActor(exchange, ending)));
        var asking = system.ActorOf(Props.Create(() => new AskingActor(exchange, answering, ending)));
        asking.Tell(AskingActor.Begin, ActorRefs.NoSender);
        try
        {
            await ending.Task;
        }
        finally
        {
            system.Stop(asking);
            system.Stop(answering);
        }
    }
}
