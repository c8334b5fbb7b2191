using ConcurrencyBench.Models.Pools;
using CsCheck;

namespace ConcurrencyBench.Models.Tests;

public sealed class FactoringSchedulerTests
{
    [Fact]
    public void TryTake_AnyNumberOfItemsAndTakers_HandsOutEachItemOnceInChunksThatShrink() =>
        Gen.Select(Gen.Int[0, 5_000], Gen.Int[1, 64]).Sample((count, takers) =>
        {
            var chunks = Drain(new FactoringScheduler(count, takers));

            Assert.Equal(Enumerable.Range(0, count), chunks.SelectMany(chunk => Enumerable.Range(chunk.First, chunk.Count)));
            Assert.All(chunks.Zip(chunks.Skip(1)), pair => Assert.True(pair.First.Count >= pair.Second.Count));
        });

    [Theory]
    [InlineData(64, 2)]
    [InlineData(160, 16)]
    [InlineData(7, 7)]
    public void TryTake_EqualItems_TakesNoMoreTurnsThanItemsShared(int count, int takers)
    {
        var turns = Drain(new FactoringScheduler(count, takers)).Chunk(takers).Sum(round => round.Max(chunk => chunk.Count));

        Assert.Equal(count / takers, turns);
    }

    [Fact]
    public void TryTake_SingleItems_HandsOutOneAtATime() =>
        Assert.Equal(Enumerable.Range(0, 100).Select(item => new Chunk(item, 1)), Drain(new FactoringScheduler(100, 2, isSingle: true)));

    [Fact]
    public void TryTake_Stopped_HandsOutNothingMore()
    {
        var feed = new FactoringScheduler(100, 2);
        Assert.True(feed.TryTake(out _));

        feed.Stop();

        Assert.False(feed.TryTake(out _));
        Assert.False(feed.TryTake(out _));
    }

    private static List<Chunk> Drain(FactoringScheduler feed)
    {
        var chunks = new List<Chunk>();
        while (feed.TryTake(out var chunk))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }
}
