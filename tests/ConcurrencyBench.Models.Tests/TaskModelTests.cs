using ConcurrencyBench.Models.Tests.Probes;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

/// <summary>What the models of tasks and PLINQ run beside what every model must keep, and what they refuse with which reason.</summary>
public sealed class TaskModelTests
{
    private const int Timeout = 60_000;

    public static TheoryData<string> Tasks => ["tasks", "tasks-throttled", "tasks-blocking"];

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Tasks))]
    public async Task RunAsync_ConcurrencyOfOne_RunsOneItemAfterTheOther(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<WaitProbe>(model, 50, concurrency: 1);

        await run.RunAndVerifyAsync();

        Assert.Equal((50, 1), (run.Board.Started, run.Board.Peak));
    }

    /// <summary>The first item fails: its batch ends, and no other begins.</summary>
    [Fact(Timeout = Timeout)]
    public async Task RunAsync_Tasks_StartsABatchOnceTheOneBeforeHasEnded()
    {
        await using var run = await ModelUnderTest.OpenAsync<WaitProbe>("tasks", 4 * ModelUnderTest.Concurrency);
        run.Board.Fault = 1;

        await Assert.ThrowsAsync<InvalidOperationException>(() => run.RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ModelUnderTest.Concurrency, run.Board.Started);
    }

    [Fact]
    public void Supports_Plinq_ItemsThatComputeAndStreams()
    {
        var plinq = new PlinqModel();

        Assert.True(plinq.Supports(new PrimesWorkload()).Applies);
        Assert.True(plinq.Supports(new WindowSumsWorkload()).Applies);
        Assert.Contains("no form for items that wait", plinq.Supports(new TimerWorkload()).ReasonAgainst, StringComparison.Ordinal);
        Assert.Contains("no form for items that wait", plinq.Supports(new MixedWorkload()).ReasonAgainst, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(512, true)]
    [InlineData(513, false)]
    public void Allows_Plinq_AsManyThreadsAsAQueryMayHave(int concurrency, bool isAllowed) =>
        Assert.Equal(isAllowed, new PlinqModel().Allows(new PrimesWorkload(), concurrency).Applies);

    [Fact]
    public void Supports_TasksBlocking_ItemsThatWaitButNotForEachOther()
    {
        var model = new TasksBlockingModel();

        Assert.True(model.Supports(new TimerWorkload()).Applies);
        Assert.True(model.Supports(new FilesWorkload()).Applies);
        Assert.Contains("as those of tasks do", model.Supports(new PrimesWorkload()).ReasonAgainst, StringComparison.Ordinal);
        Assert.Contains("hold a thread of the pool", model.Supports(new PendingWorkload()).ReasonAgainst, StringComparison.Ordinal);
    }

    [Fact]
    public void Allows_TasksBlocking_WhatThePoolsFirstThreadsCanDoInTwoSeconds()
    {
        var model = new TasksBlockingModel();

        Assert.True(model.Allows(new TimerWorkload(), 1).Applies);
        Assert.True(model.Allows(new FilesWorkload(), 100_000).Applies);
        Assert.Matches(
            "^100000 calls that block would share the pool's first [0-9]+ threads, .* an operation would take [0-9]+ s$",
            model.Allows(new TimerWorkload(), 100_000).ReasonAgainst!);
    }
}
