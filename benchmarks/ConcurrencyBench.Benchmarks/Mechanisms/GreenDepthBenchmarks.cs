using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Benchmarks.Items;
using ConcurrencyBench.Models.Green;
using ConcurrencyBench.Models.Loops;

namespace ConcurrencyBench.Benchmarks.Mechanisms;

/// <summary>
/// A green thread that waits at the bottom of a chain of calls. The runtime puts the frames aside all at once; state machines
/// are completed one after the other on the way back. Times are of one wait.
/// </summary>
[MemoryDiagnoser]
public class GreenDepthBenchmarks
{
    private readonly Operation _operation = Passing.Operation();
    private GreenCode? _code;

    [Params(1, 10, 100)]
    public int Depth { get; set; }

    [GlobalSetup(Target = nameof(StateMachines))]
    public void Compile() => _code = GreenCode.AsStateMachines();

    [GlobalSetup(Target = nameof(RuntimeAsync))]
    public void Load() => _code = GreenCode.ForTheRuntime();

    [Benchmark(Description = "wait below calls, state machines", Baseline = true, OperationsPerInvoke = PassingWorkload.Count)]
    public void StateMachines() => Wait();

    [Benchmark(Description = "wait below calls, runtime-async", OperationsPerInvoke = PassingWorkload.Count)]
    public void RuntimeAsync() => Wait();

    private void Wait() => EventLoop.Run(loop => WaitForAllAsync(new GreenWait(new GreenScheduler(_operation.Batch, loop, CancellationToken.None))));

    private async Task WaitForAllAsync(GreenWait wait)
    {
        for (var item = 0; item < PassingWorkload.Count; item++)
        {
            await _code!.WaitAsync(wait, item, Depth);
        }
    }
}
