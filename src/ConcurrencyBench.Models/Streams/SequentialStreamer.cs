using ConcurrencyBench.Core.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>Plain calls on the calling thread: the yardstick.</summary>
internal sealed class SequentialStreamer : IStreamer
{
    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        Run(stream, (0, stream.Sources), loop: null, cancellationToken);
        return Task.CompletedTask;
    }

    /// <summary>Takes the events of some sources to every handler.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="share">The first source, and the one after the last.</param>
    /// <param name="loop">The parallel loop whose turn this is, which ends it when another has failed; null when it is none.</param>
    /// <param name="cancellationToken">Looked at before each event.</param>
    internal static void Run(EventStream stream, (int First, int End) share, ParallelLoopState? loop, CancellationToken cancellationToken)
    {
        for (var number = 0; number < stream.EventsPerSource; number++)
        {
            for (var source = share.First; source < share.End && loop is not { IsExceptional: true }; source++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!stream.TryNext(source, number, out var value))
                {
                    continue;
                }

                for (var handler = 0; handler < stream.Handlers; handler++)
                {
                    stream.Handle(handler, source, value);
                }
            }
        }
    }
}
