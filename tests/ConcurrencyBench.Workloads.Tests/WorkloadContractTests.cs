using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Engine;

namespace ConcurrencyBench.Workloads.Tests;

/// <summary>What every workload must keep, whatever it does.</summary>
public sealed class WorkloadContractTests(SharedWorkloads workloads) : IClassFixture<SharedWorkloads>
{
    /// <summary>Those whose items are run by themselves; of round trips and streams see the contracts of the models that run them.</summary>
    public static TheoryData<string> ItemIds { get; } = [.. RunningWorkload.Catalog.Workloads.OfType<ItemWorkload>().SelectMany(workload => RunningWorkload.Names(workload.Id))];

    public static TheoryData<string> Ids { get; } = [.. RunningWorkload.Catalog.Workloads.SelectMany(workload => RunningWorkload.Names(workload.Id))];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Id_OfEveryWorkload_IsKebabCase(string id) => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*(/[a-z]+=[0-9]+)?$", id);

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(ItemIds))]
    public async Task Execute_EveryItem_GivesExpectedDigest(string id)
    {
        var running = await workloads.GetAsync(id);
        Assert.SkipWhen(running.Workload.Needs(WorkloadNeeds.AllAtOnce), "an item waits for the others: one after the other none ends");
        var operation = OperationOf(running.Workload, 1);

        for (var item = 0; item < operation.Batch.Count; item++)
        {
            operation.Batch.Run(item);
        }

        operation.Verify();
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(ItemIds))]
    public async Task ExecuteAsync_EveryItemEightInFlight_GivesExpectedDigest(string id)
    {
        var running = await workloads.GetAsync(id);
        var operation = OperationOf(running.Workload, 8);
        operation.Clear();

        await Parallel.ForAsync(
            0,
            operation.Batch.Count,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
            (item, cancellationToken) => operation.Batch.RunAsync(item, cancellationToken));

        operation.Verify();
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(ItemIds))]
    public async Task Execute_EightThreads_GivesExpectedDigest(string id)
    {
        var running = await workloads.GetAsync(id);
        var operation = OperationOf(running.Workload, 8);
        operation.Clear();
        var next = -1;
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(RunAll)).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        operation.Verify();

        void RunAll()
        {
            for (var item = Interlocked.Increment(ref next); item < operation.Batch.Count; item = Interlocked.Increment(ref next))
            {
                operation.Batch.Run(item);
            }
        }
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Ids))]
    public async Task Expected_AllItemsOfTwoSeeds_AreDistinctAndNotZero(string id)
    {
        var one = await workloads.GetAsync(id);
        var two = await workloads.GetAsync(id, seed: 2);
        var items = one.Workload.Items(16);

        var digests = Enumerable.Range(0, items).SelectMany(item => new[] { one.Workload.Expected(item), two.Workload.Expected(item) }).ToList();

        Assert.DoesNotContain(0UL, digests);
        Assert.Equal(digests.Count, digests.Distinct().Count());
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Ids))]
    public async Task Expected_AnotherProcessSameSeed_IsTheSame(string id)
    {
        var one = await workloads.GetAsync(id);
        await using var other = RunningWorkload.Create(id);
        await other.SetUpAsync(new WorkloadSetup(1, 2, one.Address), TestContext.Current.CancellationToken);

        Assert.Equal(one.Workload.Expected(11), other.Expected(11));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("primes", 1_000, 0)]
    [InlineData("empty", 0, 0)]
    [InlineData("calls", 0, 0)]
    [InlineData("fib", 1_597, 0)]
    [InlineData("fib-deep", 1_597, 0)]
    [InlineData("grain/time=1", 1, 0)]
    [InlineData("grain/time=10", 10, 0)]
    [InlineData("grain", 100, 0)]
    [InlineData("grain/time=1000", 1_000, 0)]
    [InlineData("grain/time=10000", 10_000, 0)]
    [InlineData("mandelbrot", 64, 0)]
    [InlineData("mixed", 1_000, 2)]
    [InlineData("sha256", 0, 1)]
    [InlineData("json", 401, 0)]
    [InlineData("timer", 0, 1)]
    [InlineData("tcp", 0, 2)]
    [InlineData("tcp/delay=0", 0, 2)]
    [InlineData("http", 0, 2)]
    [InlineData("http/delay=0", 0, 2)]
    [InlineData("http-client", 0, 1)]
    [InlineData("http-client/delay=0", 0, 1)]
    [InlineData("postgres", 0, 1)]
    [InlineData("files", 0, 8)]
    [InlineData("blockers", 0, 1)]
    [InlineData("starvation", 0, 1)]
    [InlineData("cancel", 0, 2)]
    public async Task Execute_UnderGate_NotifiesItInPairsAndAtLeastSoOften(string id, int checkpoints, int blockings)
    {
        var running = await workloads.GetAsync(id);
        var log = new GateLog();
        var gate = log.Gate;

        var digest = running.Items.Execute(5, ref gate);

        Assert.Equal(running.Workload.Expected(5), digest);
        Assert.False(log.IsInside);
        Assert.InRange(log.Checkpoints, checkpoints, checkpoints == 0 ? 0 : int.MaxValue);
        Assert.Equal(blockings, log.Blockings);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Items_AnyConcurrency_KeepsAllInFlightBusyOrIsConstant(string id)
    {
        var workload = RunningWorkload.Create(id);

        // All at once, or one that fixes its concurrency, is its own measure.
        Assert.All(workload.Concurrencies(2) ?? Enumerable.Range(1, 1100), concurrency => Assert.True(
            workload.Needs(WorkloadNeeds.AllAtOnce) ? workload.Items(concurrency) == concurrency : workload.Kind == WorkloadKind.Cpu || id == "files"
            ? workload.Items(concurrency) == workload.Items(1)
            : workload.Items(concurrency) >= 2 * concurrency));
    }

    private static Operation OperationOf(Workload workload, int concurrency) =>
        new(workload, workload.Items(concurrency), new WorkloadSetup(1, concurrency, null));
}
