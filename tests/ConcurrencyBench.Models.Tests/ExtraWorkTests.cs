using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

/// <summary>An operation with extra work, under every model whose items run in its own process.</summary>
public sealed class ExtraWorkTests
{
    private const int Timeout = HangGuard.Milliseconds;
    private const int Concurrency = 4;
    private const int Items = 60;

    public static TheoryData<string> Models =>
        [.. ModelUnderTest.Catalog.Models.Where(model => model is IRunsItems && !model.ItemsRunElsewhere()).Select(model => model.Id).Where(id => !id.StartsWith("green", StringComparison.Ordinal) && id != "hub")];

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task RunAsync_FivePercent_RunsSomeItemsTwiceWithRightAnswersAndAsManyItems(string model)
    {
        await using var workload = new CountedWorkload();
        var concurrency = ModelUnderTest.Catalog.CreateModel(model, ModelSettings.Default).IsConcurrent() ? Concurrency : 1;
        var operation = new Operation(workload, Items, new WorkloadSetup(1, concurrency, null), 5);
        await using var tested = ModelUnderTest.Catalog.CreateModel(model, ModelSettings.Default);
        await tested.PrepareAsync(operation.Recipe, concurrency, TestContext.Current.CancellationToken);

        await Task.Run(() => operation.RunAsync(tested, concurrency, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        operation.Verify();
        Assert.Equal(Items, operation.Batch.Count);
        Assert.Equal([9, 29, 49], Enumerable.Range(0, Items).Where(item => workload.Runs[item] == 2));
        Assert.Equal(Items + 3, workload.Runs.Sum());
    }

    [Theory]
    [InlineData(64, 2, 1)]
    [InlineData(64, 5, 3)]
    [InlineData(64, 10, 6)]
    [InlineData(16, 2, 1)]
    [InlineData(1000, 5, 50)]
    [InlineData(3, 100, 3)]
    public void Run_ShareOfTheItems_IsTheNearestNumberAndOneAtTheLeast(int items, int percent, int extra)
    {
        var workload = new CountedWorkload();
        var operation = new Operation(workload, items, new WorkloadSetup(1, 1, null), percent);
        for (var item = 0; item < items; item++)
        {
            operation.Run(item);
        }

        Assert.Equal(items + extra, workload.Runs.Sum());
    }

    [Fact]
    public void Run_NoExtraWork_RunsEachItemOnce()
    {
        var workload = new CountedWorkload();
        var operation = new Operation(workload, Items, new WorkloadSetup(1, 1, null));
        Enumerable.Range(0, Items).ToList().ForEach(item => operation.Run(item));
        Assert.Equal(Items, workload.Runs.Sum());
    }

    [Theory]
    [InlineData("primes", true)]
    [InlineData("http", true)]
    [InlineData("mixed", true)]
    [InlineData("ping-pong", false)]
    [InlineData("stream", false)]
    [InlineData("pending", false)]
    public void AllowsExtraWork_Workload_IsOneOfItemsThatDoNotWaitForOneAnother(string workload, bool expected) =>
        Assert.Equal(expected, new Catalog(typeof(PrimesWorkload).Assembly).CreateWorkload(workload).AllowsExtraWork().Applies);

    /// <summary>Counts how often each item ran; half of the items wait.</summary>
    private sealed class CountedWorkload : ItemWorkload
    {
        public int[] Runs { get; } = new int[2000];

        public override string Id => "counted";

        public override string Description => "counts";

        public override WorkloadKind Kind => WorkloadKind.Io;

        public override int Items(int concurrency) => ExtraWorkTests.Items;

        public override ulong Expected(int item) => Digest.Of(Seed, (ulong)item);

        public override ulong Execute<TGate>(int item, ref TGate gate)
        {
            Interlocked.Increment(ref Runs[item]);
            return Expected(item);
        }

        public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken)
        {
            if (item % 2 == 1)
            {
                await Task.Yield();
            }

            Interlocked.Increment(ref Runs[item]);
            return Expected(item);
        }
    }
}
