using BenchmarkDotNet.Configs;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Benchmarks.Items;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary>
/// A model beside hand-written code for the same primitive: the same items, as many at once, digests into an array, but
/// no workload, batch or catalogue. Times are of one item; the ratio is what the model's abstractions cost. Each process
/// prepares only what it measures, so that neither side is compiled with the other's profile; the first operation's
/// digests are checked before anything is timed.
/// </summary>
/// <typeparam name="TModel">The model.</typeparam>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public abstract class ModelAndTwin<TModel>
    where TModel : Model, new()
{
    /// <summary>How many items are in flight at once.</summary>
    protected const int Concurrency = 2;

    private readonly TModel _model = new();
    private Operation _operation = null!;
    private ulong[] _digests = null!;

    [GlobalSetup(Target = nameof(EmptyTwinAsync))]
    public Task PrepareEmptyTwinAsync() => PrepareTwinAsync<EmptyItem>(EmptyItem.Count);

    [GlobalSetup(Target = nameof(EmptyModelAsync))]
    public Task PrepareEmptyModelAsync() => PrepareModelAsync(new EmptyWorkload());

    [GlobalSetup(Target = nameof(SpinTwinAsync))]
    public Task PrepareSpinTwinAsync() => PrepareTwinAsync<SpinItem>(SpinItem.Count);

    [GlobalSetup(Target = nameof(SpinModelAsync))]
    public Task PrepareSpinModelAsync() => PrepareModelAsync(new SpinWorkload());

    [Benchmark(Description = "twin", Baseline = true, OperationsPerInvoke = EmptyItem.Count), BenchmarkCategory("empty item")]
    public Task EmptyTwinAsync() => RunTwinAsync<EmptyItem>(_digests);

    [Benchmark(Description = "model", OperationsPerInvoke = EmptyItem.Count), BenchmarkCategory("empty item")]
    public Task EmptyModelAsync() => ((IRunsItems)_model).RunAsync(_operation.Batch, Concurrency, CancellationToken.None);

    [Benchmark(Description = "twin", Baseline = true, OperationsPerInvoke = SpinItem.Count), BenchmarkCategory("100 µs item")]
    public Task SpinTwinAsync() => RunTwinAsync<SpinItem>(_digests);

    [Benchmark(Description = "model", OperationsPerInvoke = SpinItem.Count), BenchmarkCategory("100 µs item")]
    public Task SpinModelAsync() => ((IRunsItems)_model).RunAsync(_operation.Batch, Concurrency, CancellationToken.None);

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _model.DisposeAsync();
        EndTwin();
    }

    /// <summary>Starts what the twin keeps between operations.</summary>
    /// <typeparam name="TItem">What an item does.</typeparam>
    /// <param name="count">How many items an operation has.</param>
    protected virtual void StartTwin<TItem>(int count)
        where TItem : struct, IItem
    {
    }

    /// <summary>Runs every item once: the hand-written code.</summary>
    /// <typeparam name="TItem">What an item does.</typeparam>
    /// <param name="digests">Receives the digest of each item; as many as there are items.</param>
    /// <returns>A task that ends when all items have.</returns>
    protected abstract Task RunTwinAsync<TItem>(ulong[] digests)
        where TItem : struct, IItem;

    /// <summary>Ends what <see cref="StartTwin"/> started.</summary>
    protected virtual void EndTwin()
    {
    }

    private async Task PrepareModelAsync(Workload workload)
    {
        var setup = new WorkloadSetup(Seed: 1, Concurrency, FixtureAddress: null);
        _operation = new Operation(workload, workload.Items(Concurrency), setup);
        await _model.PrepareAsync(_operation.Recipe, Concurrency, CancellationToken.None);
        await ((IRunsItems)_model).RunAsync(_operation.Batch, Concurrency, CancellationToken.None);
        _operation.Verify();
    }

    private async Task PrepareTwinAsync<TItem>(int count)
        where TItem : struct, IItem
    {
        _digests = new ulong[count];
        StartTwin<TItem>(count);
        await RunTwinAsync<TItem>(_digests);
        if (!_digests.SequenceEqual(Enumerable.Range(0, count).Select(TItem.Run)))
        {
            throw new InvalidOperationException("the twin gave wrong digests");
        }
    }
}
