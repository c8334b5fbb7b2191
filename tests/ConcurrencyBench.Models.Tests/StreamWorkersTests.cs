using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Distributed;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Tests;

/// <summary>What streams stand on where sources and handlers have workers of their own.</summary>
public sealed class StreamWorkersTests
{
    [Theory]
    [InlineData(1, 1, 9, 1, 1)]
    [InlineData(7, 3, 1, 1, 1)]
    [InlineData(7, 3, 2, 1, 1)]
    [InlineData(7, 3, 5, 2, 3)]
    [InlineData(300, 16, 9, 4, 5)]
    [InlineData(2, 16, 9, 2, 7)]
    public void Of_SourcesAndHandlers_SharesTheWorkersOut(int sources, int handlers, int concurrency, int forSources, int forHandlers) =>
        Assert.Equal(
            new StreamWorkers(forSources, forHandlers),
            StreamWorkers.Of(new EventStream(new StreamShape(sources, handlers, 1), 1), concurrency));

    [Fact]
    public void PoolSize_SeveralStreams_IsThatOfTheLargest()
    {
        var streams = new[] { new StreamShape(1, 1, 1), new StreamShape(7, 3, 1) }.Select(shape => new EventStream(shape, 1)).ToList();

        Assert.Equal(2, StreamWorkers.PoolSize(streams, 1));
        Assert.Equal(7, StreamWorkers.PoolSize(streams, 9));
        Assert.Equal(9, StreamWorkers.PoolSize([], 9));
    }

    [Fact]
    public async Task RunAsync_PoolWithTooFewThreads_IsRefused()
    {
        using var pool = new Executor<NoGate>("test", 1, default);
        var streamer = new FutureStreamRunner<NoGate>(pool, default, () => new CollectionQueue<HandlerEvent>(StreamWorkers.QueueCapacity));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => streamer.RunAsync(new EventStream(new StreamShape(1, 1, 1), 1), 2, TestContext.Current.CancellationToken));

        Assert.Contains("the pool has 1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Handle_EventsOfAnEarlierOperation_AreRefusedAndChangeNothing()
    {
        var stream = new EventStream(new StreamShape(1, 1, 1), 1);
        var handlers = new SiloHandlers();
        var events = System.Runtime.InteropServices.MemoryMarshal.AsBytes<HandlerEvent>(new[] { new HandlerEvent(0, 0, 7) });

        Assert.Null(handlers.Handle(2, stream, events));
        var kept = handlers.Take(2, 0);

        Assert.NotNull(handlers.Handle(1, stream, events));
        Assert.Equal(kept, handlers.Take(2, 0));
        Assert.Empty(handlers.Take(1, 0));
    }
}
