using ConcurrencyBench.Abstractions.Trees;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

/// <summary>What every model must keep whose work can fork.</summary>
public sealed class ForkContractTests
{
    private const int Timeout = 60_000;

    public static TheoryData<string> Models => [.. Forking.Select(model => model.Id)];

    public static MatrixTheoryData<string, int> ModelsAndConcurrencies { get; } = new([.. Forking.Select(model => model.Id)], [1, 3, 8]);

    private static IEnumerable<Model> Forking => ModelUnderTest.Catalog.Models.Where(model => model is IForks);

    [Fact]
    public void Supports_Trees_IsWhatForks()
    {
        var workload = new ForkJoinWorkload();

        Assert.All(ModelUnderTest.Catalog.Models, model => Assert.Equal(model is IForks, model.Supports(workload).Applies));
        Assert.Equal("it has no way of its own to fork work and join it", new ChannelsModel().Supports(workload).ReasonAgainst);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_ForkJoin_GivesTheSumsOfPlainCallsAndEveryPhase(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<ForkJoinWorkload>(model, 2, 2);

        await run.RunAndVerifyAsync();
        await run.RunAndVerifyAsync();

        var phases = run.Operation.Observe();
        Assert.Equal(["skynet", "unbalanced"], phases.Select(phase => phase.Id));
        Assert.Equal(111_111, phases[0].Items);
        Assert.InRange(phases[1].Items, 30_000, 300_000);
        Assert.All(phases, phase => Assert.True(phase.Nanoseconds > 0));
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(ModelsAndConcurrencies))]
    public async Task SumAsync_LeafAlone_IsItsValue(string model, int concurrency)
    {
        await using var run = await ModelUnderTest.OpenAsync<ForkJoinWorkload>(model, 2, concurrency);

        Assert.Equal(1, await SumAsync(run, new CountingTree(0), concurrency, TestContext.Current.CancellationToken));
        Assert.Equal(1 + 2 + 4, await SumAsync(run, new CountingTree(2), concurrency, TestContext.Current.CancellationToken));
        Assert.Equal((1 << 13) - 1, await SumAsync(run, new CountingTree(12), concurrency, TestContext.Current.CancellationToken));
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task SumAsync_CancelledMidway_EndsAndSumsAgain(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<ForkJoinWorkload>(model, 2, 2);
        using var cancellation = new CancellationTokenSource();

        var endless = SumAsync(run, new CancellingTree(cancellation), 2, cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
        await run.RunAndVerifyAsync();
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task DisposeAsync_AfterTrees_LeavesNothingBehind(string model) => Leftovers.AssertNoneAsync(async () =>
    {
        await using var run = await ModelUnderTest.OpenAsync<ForkJoinWorkload>(model, 2, 2);
        await SumAsync(run, new CountingTree(8), 2, TestContext.Current.CancellationToken);
    });

    private static Task<long> SumAsync(ModelUnderTest run, ForkTree tree, int concurrency, CancellationToken cancellationToken) =>
        Task.Run(() => ((IForks)run.Model).SumAsync(tree, concurrency, cancellationToken), CancellationToken.None);

    /// <summary>Two children of each node, of which each counts as one.</summary>
    private class CountingTree(int levels) : ForkTree
    {
        public override string Id => "counting";

        public override TreeNode Root => default;

        public override int ChildrenOf(TreeNode node) => node.Depth < levels ? 2 : 0;

        public override TreeNode ChildOf(TreeNode node, int number) => new((2 * node.Key) + (uint)number, node.Depth + 1);

        public override long ValueOf(TreeNode node) => 1;
    }

    /// <summary>Cancels in the midst of the sum.</summary>
    private sealed class CancellingTree(CancellationTokenSource cancellation) : CountingTree(14)
    {
        private int _valued;

        public override long ValueOf(TreeNode node)
        {
            if (Interlocked.Increment(ref _valued) == 1000)
            {
                cancellation.Cancel();
            }

            return 1;
        }
    }
}
