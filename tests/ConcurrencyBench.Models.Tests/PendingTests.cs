using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

/// <summary>Items that all wait for one another, under every model that can hold them at once.</summary>
public sealed class PendingTests
{
    private const int Timeout = HangGuard.Milliseconds;
    private const int Count = 50;

    public static MatrixTheoryData<string, int> Models { get; } =
        new([.. ModelUnderTest.Catalog.Models.Where(model => model.Supports(new PendingWorkload()).Applies).Select(model => model.Id)], [0, 1]);

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_AsManyItemsAsInFlight_EndsTwiceWithBothPhases(string model, int timers)
    {
        await using var run = await OpenAsync(model, timers, Count);

        for (var operation = 0; operation < 2; operation++)
        {
            run.Operation.Clear();
            await run.OperateAsync(Count, TestContext.Current.CancellationToken);
            run.Operation.Verify();
            Assert.Equal(["start", "finish"], run.Operation.Observe().Select(phase => phase.Id));
        }
    }

    /// <summary>With one more item than may be in flight none ever ends: what has been started must be given up.</summary>
    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_CancelledWhileItemsWait_FailsEachTime(string model, int timers)
    {
        await using var run = await OpenAsync(model, timers, Count, Count - 1);
        for (var operation = 0; operation < 2; operation++)
        {
            run.Operation.Clear();
            using var cancellation = new CancellationTokenSource();

            var ending = run.OperateAsync(Count - 1, cancellation.Token);
            await cancellation.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ending);
            Assert.Empty(run.Operation.Observe());
        }
    }

    [Theory(Timeout = Timeout)]
    [InlineData("coroutines", 0, 120)]
    [InlineData("reactor", 0, 120)]
    [InlineData("green-compiled", 0, 400)]
    [InlineData("event-loop", 0, 200)]
    [InlineData("async", 0, 300)]
    [InlineData("coroutines", 1, 400)]
    [InlineData("event-loop", 1, 1000)]
    [InlineData("async", 1, 1000)]
    public async Task OperateAsync_HundredThousandItems_EndsAndHoldsLittle(string model, int timers, double most)
    {
        const int Many = 100_000;
        await using var run = await OpenAsync(model, timers, Many);

        run.Operation.Clear();
        await run.OperateAsync(Many, TestContext.Current.CancellationToken);
        run.Operation.Verify();

        Assert.InRange(run.Operation.Observe()[0].BytesPerItem ?? most, double.MinValue, most);
    }

    [Fact]
    public void Supports_Pending_NamesWhatIsMissing()
    {
        var refusals = ModelUnderTest.Catalog.Models.ToDictionary(model => model.Id, model => model.Supports(new PendingWorkload()).ReasonAgainst);

        Assert.Equal("it has one item in flight", refusals["sequential"]);
        Assert.Equal("its processes share no memory", refusals["processes"]);
        Assert.Equal("its processes share no memory", refusals["futures-processes"]);
        Assert.Null(refusals["threads"]);
        Assert.Null(refusals["coroutines"]);
    }

    private static Task<PendingRun> OpenAsync(string model, int timers, int count, int? concurrency = null) =>
        PendingRun.OpenAsync(model, count, concurrency ?? count, timers);
}
