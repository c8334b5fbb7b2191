using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Benchmarks.Items;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Mechanisms;

/// <summary>
/// Two tasks that take turns on one thread: each is suspended at every item and resumed in the loop's next turn. Times are of
/// one suspension and resumption, the loop's queue included.
/// </summary>
[MemoryDiagnoser]
public class SwitchBenchmarks
{
    private const int Tasks = 2;

    private readonly Operation _operation = Passing.Operation();
    private readonly GreenThreadsModel _greenThreads = new();

    [GlobalSetup(Target = nameof(GreenThreadsAsync))]
    public Task LoadAsync() => _greenThreads.PrepareAsync(_operation.Recipe, Tasks, CancellationToken.None);

    [Benchmark(Description = "switch: callback", Baseline = true, OperationsPerInvoke = PassingWorkload.Count)]
    public Task ReactorAsync() => new ReactorModel().RunAsync(_operation.Batch, Tasks, CancellationToken.None);

    [Benchmark(Description = "switch: coroutine", OperationsPerInvoke = PassingWorkload.Count)]
    public Task CoroutinesAsync() => new CoroutinesModel().RunAsync(_operation.Batch, Tasks, CancellationToken.None);

    [Benchmark(Description = "switch: async method on an event loop", OperationsPerInvoke = PassingWorkload.Count)]
    public Task EventLoopAsync() => new EventLoopModel().RunAsync(_operation.Batch, Tasks, CancellationToken.None);

    [Benchmark(Description = "switch: green thread, runtime-async", OperationsPerInvoke = PassingWorkload.Count)]
    public Task GreenThreadsAsync() => _greenThreads.RunAsync(_operation.Batch, Tasks, CancellationToken.None);

    [Benchmark(Description = "switch: green thread, state machine", OperationsPerInvoke = PassingWorkload.Count)]
    public Task GreenCompiledAsync() => new GreenCompiledModel().RunAsync(_operation.Batch, Tasks, CancellationToken.None);
}
