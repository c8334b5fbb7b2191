using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Green;
using ConcurrencyBench.Models.Loops;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// A green thread for each handler and one that takes the sources in turn, on one carrier, with a bounded queue before each
/// handler.
/// </summary>
/// <param name="code">What the green threads run, asked for when the model is prepared.</param>
internal sealed class GreenStreamRunner(Func<GreenCode> code) : IRunsStreams
{
    private const int Capacity = 1024;

    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        EventLoop.Run(loop => code().StreamAsync(
            stream,
            [.. Enumerable.Range(0, stream.Handlers).Select(_ => new GreenQueue(loop, Capacity))],
            cancellationToken));
        return Task.CompletedTask;
    }
}
