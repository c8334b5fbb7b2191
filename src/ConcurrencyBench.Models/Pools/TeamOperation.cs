using System.Runtime.ExceptionServices;

namespace ConcurrencyBench.Models.Pools;

/// <summary>One operation of a <see cref="ThreadTeam"/>, of which the first failure counts.</summary>
/// <param name="stop">Called when a body has failed, so that the other threads end.</param>
internal sealed class TeamOperation(Action stop)
{
    private ExceptionDispatchInfo? _failure;

    /// <summary>Runs a body on the calling thread, whose exception becomes the operation's when it is the first in time.</summary>
    public void RunMember(Action body)
    {
        try
        {
            body();
        }
        catch (Exception failure)
        {
            // Before the others are stopped: what one of them throws because of that is not the first.
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(failure), null);
            stop();
        }
    }

    /// <summary>Throws the first exception in time, if there was one, with the stack of its own thread.</summary>
    public void ThrowFailure() => _failure?.Throw();
}
