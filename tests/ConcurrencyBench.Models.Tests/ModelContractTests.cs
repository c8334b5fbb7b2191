using System.Globalization;
using System.Text.RegularExpressions;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Tests.Probes;

namespace ConcurrencyBench.Models.Tests;

/// <summary>What every model of the catalogue must keep; a new model is tested here without being named.</summary>
public sealed class ModelContractTests
{
    private const int Timeout = HangGuard.Milliseconds;
    private const int FaultyItem = 7;

    public static TheoryData<string> Models => [.. ModelUnderTest.Catalog.Models.Where(model => model is IRunsItems).Select(model => model.Id)];

    public static TheoryData<string> ModelsOfOtherProcesses => [.. ModelUnderTest.Catalog.Models.Where(model => model.ItemsRunElsewhere()).Select(model => model.Id)];

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task RunAsync_ItemsThatCompute_RunsEachOnceAndNeverMoreAtOnceThanAllowed(string model) =>
        RunsEachOnceAsync<SpinProbe>(model, 500);

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task RunAsync_ItemsThatWait_RunsEachOnceAndNeverMoreAtOnceThanAllowed(string model) =>
        RunsEachOnceAsync<WaitProbe>(model, 100);

    /// <summary>Models of threads keep them where items share kept connections, and nothing else may change.</summary>
    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task RunAsync_ItemsOnKeptConnections_KeepsAllThatHoldsOfOthers(string model)
    {
        await RunsEachOnceAsync<KeptProbe>(model, 100);
        await RunsEachOnceAsync<KeptProbe>(model, 1);
        await HonoursCancellationAsync<KeptProbe>(model, 50_000);
        await SurfacesAsync<KeptProbe>(model, 400);
        await Leftovers.AssertNoneAsync(() => EndInAllWaysAsync<KeptProbe>(model));
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task RunAsync_ItemsThatAreCalls_RunsEachOnceAndNeverMoreAtOnceThanAllowed(string model) =>
        RunsEachOnceAsync<CallsProbe>(model, 200);

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task RunAsync_FewerItemsThanConcurrency_RunsEachOnce(string model) => RunsEachOnceAsync<WaitProbe>(model, 1);

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task RunAsync_ManyEmptyItems_RunsEachOnce(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<EmptyProbe>(model, 200_000);

        await run.RunAndVerifyAsync();
        await run.RunAndVerifyAsync();
    }

    /// <summary>As a worker rehearses, by what was prepared for the whole operation.</summary>
    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task RunAsync_ShorterOperationBetweenWholeOnes_RunsEachOfItsItemsOnce(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<EmptyProbe>(model, 2_000);

        await run.RunAndVerifyWithShorterOnesAsync(0.01);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task RunAsync_ItemsThatWaitForEachOther_ReachesTheConcurrency(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<MeetingProbe>(model, 5 * ModelUnderTest.Concurrency);
        Assert.SkipUnless(run.Model.IsConcurrent(), "the baseline has one item in flight, by definition");

        await run.RunAndVerifyAsync();
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task RunAsync_CancelledWhileItemsCompute_EndsAfterTheItemsInFlightAndRunsAgain(string model) =>
        HonoursCancellationAsync<SpinProbe>(model, 2_000_000);

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task RunAsync_CancelledWhileItemsWait_EndsAfterTheItemsInFlightAndRunsAgain(string model) =>
        HonoursCancellationAsync<WaitProbe>(model, 50_000);

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task RunAsync_CancelledBefore_RunsNothing(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<SpinProbe>(model, 100);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.RunAsync(new CancellationToken(canceled: true)));

        Assert.Equal(0, run.Board.Started);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task RunAsync_ItemThatComputesThrows_SurfacesStopsAndRunsAgain(string model) => SurfacesAsync<SpinProbe>(model, 100_000);

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task RunAsync_ItemThatWaitsThrows_SurfacesStopsAndRunsAgain(string model) => SurfacesAsync<WaitProbe>(model, 400);

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task DisposeAsync_AfterAllKindsOfEnds_LeavesNothingBehind(string model) =>
        Leftovers.AssertNoneAsync(() => EndInAllWaysAsync<WaitProbe>(model));

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(ModelsOfOtherProcesses))]
    public async Task CollectAsync_SeveralTimes_CollectsWhereItemsRun(string model)
    {
        const int Times = 10;
        const int CollectionsEach = 2;
        await using var run = await ModelUnderTest.OpenAsync<MisbehavingProbe>(model, 20, path => MisbehavingProbe.Address("collections", path));
        for (var time = 0; time < Times; time++)
        {
            await Task.Run(((IRunsElsewhere)run.Model).CollectAsync, TestContext.Current.CancellationToken);
        }

        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(TestContext.Current.CancellationToken));

        Assert.InRange(int.Parse(Regex.Match(failure.Message, "collected ([0-9]+) times").Groups[1].Value, CultureInfo.InvariantCulture), Times * CollectionsEach, int.MaxValue);
    }

    [Fact]
    public void Description_OfEveryModel_IsCompleteAndHasARowOfItsOwn()
    {
        var models = ModelUnderTest.Catalog.Models;

        Assert.All(models, model => Assert.Matches("^[a-z]+(-[a-z]+)*$", model.Id));
        Assert.Equal(models.Count, models.Select(model => model.Id).Distinct().Count());
        Assert.Equal(models.Count, models.Select(model => model.Description.Row).Distinct().Count());
        Assert.All(models, model => Assert.Equal(model.IsConcurrent(), model.Description.FallsShort.Length > 0));
        Assert.All(models, model => Assert.NotEmpty(model.Description.Mechanism));
        Assert.All(models, model => Assert.NotEmpty(model.Description.WhatItIs));
        Assert.All(models, model => Assert.NotEmpty(model.Description.GoodFor));
    }

    private static async Task RunsEachOnceAsync<TWorkload>(string model, int items)
        where TWorkload : ProbeWorkload, new()
    {
        await using var run = await ModelUnderTest.OpenAsync<TWorkload>(model, items);

        await run.RunAndVerifyAsync();
        await run.RunAndVerifyAsync();

        Assert.Equal(2 * items, run.Board.Started);
        Assert.InRange(run.Board.Peak, 1, run.Model.IsConcurrent() ? ModelUnderTest.Concurrency : 1);
    }

    private static async Task HonoursCancellationAsync<TWorkload>(string model, int items)
        where TWorkload : ProbeWorkload, new()
    {
        await using var run = await ModelUnderTest.OpenAsync<TWorkload>(model, items);
        using var cancellation = new CancellationTokenSource();

        var operation = run.RunAsync(cancellation.Token);
        var started = await run.CancelAfterStartsAsync(10, cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => operation);
        Assert.InRange(run.Board.Started, started, Math.Min(started + ModelUnderTest.Concurrency, items - 1));
        Assert.Equal(0, run.Board.InFlight);

        using var second = new CancellationTokenSource();
        operation = run.RunAsync(second.Token);
        await run.CancelAfterStartsAsync((int)run.Board.Started + 10, second);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => operation);
    }

    private static async Task SurfacesAsync<TWorkload>(string model, int items)
        where TWorkload : ProbeWorkload, new()
    {
        await using var run = await ModelUnderTest.OpenAsync<TWorkload>(model, items);
        run.Board.Fault = FaultyItem + 1;

        var failure = await Record.ExceptionAsync(() => run.RunAsync(TestContext.Current.CancellationToken));

        // In another process the exception's type is part of the text.
        Assert.True(failure is InvalidOperationException or PoolProcessException, $"it threw {failure}");
        Assert.Contains("item 7 broke", failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidOperationException), failure.ToString(), StringComparison.Ordinal);
        Assert.Contains(typeof(TWorkload).GetMethod(nameof(ItemWorkload.Execute))!.DeclaringType!.Name, failure.ToString(), StringComparison.Ordinal);

        // Items are taken in order, but the others in flight may have taken one and then seen the failure before it began.
        Assert.InRange(run.Board.Started, FaultyItem + 1 - (ModelUnderTest.Concurrency - 1), items - 1);
        Assert.Equal(0, run.Board.InFlight);

        run.Board.Fault = 0;
        await run.RunAndVerifyAsync();
    }

    private static async Task EndInAllWaysAsync<TWorkload>(string model)
        where TWorkload : ProbeWorkload, new()
    {
        await using var run = await ModelUnderTest.OpenAsync<TWorkload>(model, 20);
        await run.RunAndVerifyAsync();

        run.Board.Fault = FaultyItem + 1;
        await Assert.ThrowsAnyAsync<Exception>(() => run.RunAsync(TestContext.Current.CancellationToken));

        run.Board.Fault = 0;
        using var cancellation = new CancellationTokenSource();
        var operation = run.RunAsync(cancellation.Token);
        await run.WaitForStartsAsync((int)run.Board.Started + 1);
        await cancellation.CancelAsync();
        await Record.ExceptionAsync(() => operation);
    }
}
