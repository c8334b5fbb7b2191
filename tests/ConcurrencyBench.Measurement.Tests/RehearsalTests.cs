using System.Linq.Expressions;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Measurement.Workers;
using ConcurrencyBench.Models;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>Short operations before those that count.</summary>
public sealed class RehearsalTests
{
    private const int Items = 64;
    private const double Millisecond = 1e6;

    private static readonly TimeSpan _long = TimeSpan.FromMinutes(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shorten_OfAnOperation_HasTheItemsOfAMillisecondAndNoFewerThanAreInFlight()
    {
        var operation = await OperationAsync(new FibWorkload());
        Assert.Equal(2, Rehearsal.Shorten(new CountingModel(), operation, 1, 32 * Millisecond, _long)!.Batch.Count);
        Assert.Equal(8, Rehearsal.Shorten(new CountingModel(), operation, 8, 32 * Millisecond, _long)!.Batch.Count);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(32, 100)]
    public async Task Shorten_WouldHardlyBeShorter_IsNone(int concurrency, double milliseconds) =>
        Assert.Null(Rehearsal.Shorten(new CountingModel(), await OperationAsync(new FibWorkload()), concurrency, milliseconds * Millisecond, _long));

    /// <summary>An eighth of 100 ms, 108 times.</summary>
    [Theory]
    [InlineData(1.3, false)]
    [InlineData(1.4, true)]
    public async Task Shorten_TooFewFitInTheTime_IsNone(double seconds, bool fit) =>
        Assert.Equal(fit, Rehearsal.Shorten(new CountingModel(), await OperationAsync(new FibWorkload()), 8, 100 * Millisecond, TimeSpan.FromSeconds(seconds)) is not null);

    [Fact]
    public async Task Run_ModelThatIsCompiled_RunsItMoreOftenThanTheRuntimeCounts()
    {
        var model = await CountingModelAsync();
        Assert.True(Rehearsal.Run(model.Model, model.Operation, 1, _long));
        Assert.InRange(model.Model.Operations, 108, 10_000);
    }

    /// <summary>Another cell of a model whose code is compiled already. Other tests compile meanwhile, so that it may take longer.</summary>
    [Fact]
    public async Task Run_OfAProcessThatHasRehearsed_EndsOnceHardlyAnythingIsCompiled()
    {
        var model = await CountingModelAsync();
        var fewest = int.MaxValue;
        for (var attempt = 0; attempt < 50 && fewest > 36; attempt++)
        {
            var before = model.Model.Operations;
            Assert.True(Rehearsal.Run(model.Model, model.Operation, 1, _long, isRepeated: true));
            fewest = Math.Min(fewest, model.Model.Operations - before);
        }

        Assert.Equal(36, fewest);
    }

    /// <summary>What is compiled for this cell alone is compiled twice.</summary>
    [Fact]
    public async Task Run_OfAProcessThatHasRehearsedAndCompiles_RunsItAsOftenAsAtFirst()
    {
        var model = await CountingModelAsync();
        model.Model.Compiling = 10;
        Assert.True(Rehearsal.Run(model.Model, model.Operation, 1, _long, isRepeated: true));
        Assert.InRange(model.Model.Operations, 108, 10_000);
    }

    [Fact]
    public async Task Run_SomethingIsCompiledInEachOperation_GoesOnUntilItIsNot()
    {
        const int Compiling = 150;
        var model = await CountingModelAsync();
        model.Model.Compiling = Compiling;
        Rehearsal.Run(model.Model, model.Operation, 1, _long);
        Assert.InRange(model.Model.Operations, Compiling + 1, 10_000);
    }

    /// <summary>Each process has its own streams, of which this one gives the number.</summary>
    [Fact]
    public async Task Shorten_StreamsInOtherProcesses_IsNone()
    {
        var streams = await OperationAsync(new WindowSumsWorkload());
        Assert.NotNull(Rehearsal.Shorten(new CountingModel(), streams, 1, 32 * Millisecond, _long));
        Assert.Null(Rehearsal.Shorten(new ModelOfOthers(), streams, 1, 32 * Millisecond, _long));
        Assert.NotNull(Rehearsal.Shorten(new ModelOfOthers(), await OperationAsync(new FibWorkload()), 1, 32 * Millisecond, _long));
    }

    /// <summary>What those compile is not seen: as often as anything is compiled, and again for each cell, which has processes of its own.</summary>
    [Fact]
    public async Task Run_ItemsRunInOtherProcesses_CollectsBetweenOperations()
    {
        var model = new ModelOfOthers();
        Assert.True(Rehearsal.Run(model, (await OperationAsync(new FibWorkload())).Shortened(0.05, 1)!, 1, _long, isRepeated: true));
        Assert.Equal((108, 108), (model.Operations, model.Collections));
    }

    [Fact]
    public async Task Run_NoTimeIsLeft_RunsNothing()
    {
        var model = await CountingModelAsync();
        Assert.False(Rehearsal.Run(model.Model, model.Operation, 1, TimeSpan.Zero));
        Assert.Equal(0, model.Model.Operations);
    }

    [Fact]
    public async Task Run_AnswerIsWrong_Fails()
    {
        var model = await CountingModelAsync();
        model.Model.IsLazy = true;
        Assert.Throws<WrongDigestException>(() => Rehearsal.Run(model.Model, model.Operation, 1, _long));
    }

    private static async Task<Operation> OperationAsync(Workload workload)
    {
        var setup = new WorkloadSetup(1, 1, null);
        await workload.SetUpAsync(setup, Token);
        return new Operation(workload, Items, setup);
    }

    private static async Task<(CountingModel Model, Operation Operation)> CountingModelAsync() => (new CountingModel(), (await OperationAsync(new FibWorkload())).Shortened(0.05, 1)!);

    /// <summary>Runs items by calls, and counts its operations.</summary>
    private class CountingModel : Model, IRunsItems
    {
        public int Operations { get; private set; }

        public bool IsLazy { get; set; }

        public int Compiling { get; set; }

        public override string Id => "counting";

        public override ModelDescription Description => new SequentialModel().Description;

        public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
        {
            Operations++;
            if (Operations <= Compiling)
            {
                Assert.Equal(Operations, Expression.Lambda<Func<int>>(Expression.Constant(Operations)).Compile()());
            }

            for (var item = IsLazy ? 1 : 0; item < batch.Count; item++)
            {
                batch.Run(item);
            }

            return Task.CompletedTask;
        }
    }

    /// <summary>As one whose items run elsewhere.</summary>
    private sealed class ModelOfOthers : CountingModel, IRunsElsewhere
    {
        public int Collections { get; private set; }

        public IReadOnlyList<int> ProcessIds => [];

        public Task CollectAsync()
        {
            Collections++;
            return Task.CompletedTask;
        }
    }
}
