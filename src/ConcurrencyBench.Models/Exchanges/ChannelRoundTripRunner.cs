using System.Threading.Channels;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>
/// Two tasks of the thread pool that talk by a pair of channels. A reader that waits goes on as a work item of the pool, which is
/// the channels' default. Rejected: synchronous continuations, with which the answer would be made inside the write of the
/// question, by a plain call: there would be one worker.
/// </summary>
internal sealed class ChannelRoundTripRunner(Func<Channel<byte[]>> open) : IRunsRoundTrips
{
    /// <summary>Channels that grow, the fastest for one reader and one writer.</summary>
    public static ChannelRoundTripRunner Unbounded { get; } = new(OpenUnbounded);

    /// <summary>Channels that hold one message and would hold back a writer, as those of communicating processes do.</summary>
    public static ChannelRoundTripRunner Bounded { get; } = new(
        () => Channel.CreateBounded<byte[]>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true }));

    /// <summary>Makes a channel that grows.</summary>
    public static Channel<byte[]> OpenUnbounded() =>
        Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        var talk = new ChannelRoundTrips(exchange, open(), open());
        return Task.WhenAll(
            Task.Run(() => talk.AskAsync(cancellationToken), CancellationToken.None), Task.Run(talk.AnswerAsync, CancellationToken.None));
    }
}
