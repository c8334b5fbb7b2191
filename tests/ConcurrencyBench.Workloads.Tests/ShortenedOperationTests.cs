using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Workloads.Tests;

/// <summary>An operation with fewer items, or with streams of fewer events, is an operation like the whole one.</summary>
public sealed class ShortenedOperationTests
{
    private const double Share = 0.1;
    private const int Concurrency = 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Workloads => [.. RunningWorkload.Catalog.Workloads.Select(workload => workload.Id)];

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task Shortened_OfEachWorkload_GivesRightAnswersBetweenThoseOfTheWholeOne(string id)
    {
        await using var running = await RunningWorkload.OpenAsync(id, concurrency: Concurrency);
        var workload = running.Workload;
        var whole = new Operation(workload, workload.Items(Concurrency), new WorkloadSetup(1, Concurrency, running.Address));
        var operation = whole.Shortened(Share, Concurrency);
        if (workload is (ItemWorkload and IFollowsOperations) or TreeWorkload)
        {
            Assert.Null(operation);
            return;
        }

        Assert.NotNull(operation);
        Assert.True(operation.Batch.Count < whole.Batch.Count || operation.Recipe.Streams.Sum(Events) < whole.Recipe.Streams.Sum(Events));
        await using var model = new SequentialModel();
        await model.PrepareAsync(whole.Recipe, 1, Token);
        await RunAsync(model, whole);
        var (digest, phases) = (whole.Digest, Sizes(whole));
        await RunAsync(model, operation);
        await RunAsync(model, operation);
        Assert.NotEqual(digest, operation.Digest);
        await RunAsync(model, whole);
        Assert.Equal(digest, whole.Digest);
        Assert.Equal(phases, Sizes(whole));
    }

    [Fact]
    public void Shortened_OperationWithExtraWork_HasItsShareOfThat()
    {
        var workload = new FibWorkload();
        var whole = new Operation(workload, 100, new WorkloadSetup(1, 1, null), extraWorkPercent: 50);
        var operation = whole.Shortened(Share, 1)!;
        Assert.Equal(10, operation.Batch.Count);
        Assert.Equal(50, operation.ExtraWorkPercent);
    }

    [Theory]
    [InlineData(0.5, 4)]
    [InlineData(0.1, 9)]
    public void Shortened_ToAsManyItems_IsNone(double share, int fewest) =>
        Assert.Null(new Operation(new FibWorkload(), 4, new WorkloadSetup(1, 1, null)).Shortened(share, fewest));

    private static async Task RunAsync(SequentialModel model, Operation operation)
    {
        operation.Clear();
        await operation.RunAsync(model, 1, Token);
        operation.Verify();
    }

    private static List<(string Id, long? Size)> Sizes(Operation operation) => [.. operation.Observe().Select(phase => (phase.Id, phase.Size))];

    private static long Events(Abstractions.Streams.EventStream stream) => (long)stream.Sources * stream.EventsPerSource;
}
