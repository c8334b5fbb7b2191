using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Abstractions.Shared;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

/// <summary>What every model must keep that updates shared state, in a way of its own or not.</summary>
public sealed class StateContractTests
{
    private const int Timeout = 60_000;
    private const int Updates = 100_000;

    public static MatrixTheoryData<string, int> ModelsAndConcurrencies { get; } = new([.. Updating.Select(model => model.Id)], [1, 2, 8]);

    public static TheoryData<string> OwnWays => [.. Updating.Where(model => model is IUpdatesState).Select(model => model.Id)];

    private static IEnumerable<Model> Updating => ModelUnderTest.Catalog.Models.Where(model => model.Supports(new SharedWorkload()).Applies);

    [Fact]
    public void Supports_SharedState_IsWhatRunsItemsInOneMemory()
    {
        var workload = new SharedWorkload();

        Assert.All(ModelUnderTest.Catalog.Models.Where(model => model.ItemsRunElsewhere()), model => Assert.Equal(
            "its processes share no memory", model.Supports(workload).ReasonAgainst));
        Assert.Superset(
            new HashSet<string> { "sequential", "threads", "gil-threads", "async", "event-loop", "hub", "channels", "dataflow", "parallel", "actors" },
            Updating.Select(model => model.Id).ToHashSet());
        Assert.Equal("it has no way to update shared state", new ReactiveObserveOnModel().Supports(workload).ReasonAgainst);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(ModelsAndConcurrencies))]
    public async Task OperateAsync_Updates_LosesNone(string model, int concurrency)
    {
        await using var run = await ModelUnderTest.OpenAsync<SharedWorkload>(model, Updates, concurrency);

        await run.RunAndVerifyAsync();
        await run.RunAndVerifyWithShorterOnesAsync(0.1);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(OwnWays))]
    public async Task OperateAsync_CancelledBefore_EndsAndRunsAgain(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<SharedWorkload>(model, Updates, 2);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.RunAsync(new CancellationToken(canceled: true)));

        await run.RunAndVerifyAsync();
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(OwnWays))]
    public async Task OperateAsync_CancelledMidway_EndsAndRunsAgain(string model)
    {
        const int Many = 20_000_000;
        await using var run = await ModelUnderTest.OpenAsync<SharedWorkload>(model, Many, 2);
        using var cancellation = new CancellationTokenSource();

        var operation = run.RunAsync(cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => operation);
        var shorter = run.Operation.Shortened(0.01, 1)!;
        shorter.Clear();
        await shorter.RunAsync(run.Model, 2, TestContext.Current.CancellationToken);
        shorter.Verify();
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(OwnWays))]
    public Task DisposeAsync_AfterUpdates_LeavesNothingBehind(string model) => Leftovers.AssertNoneAsync(async () =>
    {
        await using var run = await ModelUnderTest.OpenAsync<SharedWorkload>(model, 10_000, 2);
        await run.RunAndVerifyAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.RunAsync(new CancellationToken(canceled: true)));
    });

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(17, 0, false)]
    [InlineData(17, 2, false)]
    public async Task Verify_OneUpdateLostOrTwice_IsFoundOut(int number, int times, bool isRight)
    {
        await using var workload = new SharedWorkload();
        var setup = new WorkloadSetup(42, 1, null);
        await workload.SetUpAsync(setup, TestContext.Current.CancellationToken);
        var operation = new Operation(workload, 1000, setup);
        operation.Clear();
        await using var model = new Faulty(number, times);

        await operation.RunAsync(model, 1, TestContext.Current.CancellationToken);

        var failure = Record.Exception(operation.Verify);
        Assert.Equal(isRight, failure is null);
        Assert.True(isRight || failure is WrongDigestException);
    }

    private sealed class Faulty(int faulty, int times) : Model, IUpdatesState
    {
        public override string Id => "faulty";

        public override ModelDescription Description { get; } = new(0, "Faulty", "a model that applies one update too rarely or too often", "tests", "wrong");

        public Task RunAsync(SharedState state, int concurrency, CancellationToken cancellationToken)
        {
            for (var number = 0; number < state.Count; number++)
            {
                for (var time = 0; time < (number == faulty ? times : 1); time++)
                {
                    state.Apply(state.UpdateOf(number));
                }
            }

            return Task.CompletedTask;
        }
    }
}
