using Akka.Actor;
using ConcurrencyBench.Abstractions.Shared;

namespace ConcurrencyBench.Models.Actors;

/// <summary>Tells an owner the updates of a share, and ends when it has acknowledged all of them; two portions are on their way at the most.</summary>
internal sealed class UpdatingActor(SharedState state, (int First, int End) share, IActorRef owner, ActorsEnding ending) : UntypedActor
{
    private const int UpdatesPerPortion = 512;

    private int _next = share.First;
    private int _unacknowledged;

    /// <summary>The message that makes it send the first portions.</summary>
    public static object Begin { get; } = new();

    /// <summary>The message that the owner sends back: it has applied a portion.</summary>
    public static object PortionEnd { get; } = new();

    protected override void OnReceive(object message)
    {
        if (message == Begin)
        {
            SendPortion();
        }
        else
        {
            _unacknowledged--;
        }

        SendPortion();
        if (_unacknowledged == 0)
        {
            ending.EndPart();
        }
    }

    private void SendPortion()
    {
        if (_next == share.End || ending.IsStopped)
        {
            return;
        }

        for (var end = Math.Min(share.End, _next + UpdatesPerPortion); _next < end; _next++)
        {
            owner.Tell(state.UpdateOf(_next), Self);
        }

        owner.Tell(PortionEnd, Self);
        _unacknowledged++;
    }
}
