using System.Runtime.CompilerServices;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>
/// A BenchmarkDotNet engine for one operation: it settles the garbage collector and times; what the operation cost is read
/// beside it. Used by one thread.
/// </summary>
internal sealed class OperationTimer : IDisposable
{
    private static readonly Job _once = Job.Default.WithStrategy(RunStrategy.Monitoring).WithInvocationCount(1).WithUnrollFactor(1);

    private readonly CostMeter _meter = new();
    private readonly IEngine _engine;
    private Costs _costs = new();
    private int _iterations;

    /// <summary>Makes the engine; runs nothing yet.</summary>
    /// <param name="name">What BenchmarkDotNet calls it.</param>
    /// <param name="operation">What is timed.</param>
    /// <param name="before">Called before each operation, untimed.</param>
    /// <param name="after">Called after each operation, untimed.</param>
    public OperationTimer(string name, Func<Task> operation, Action before, Action after)
    {
        Action nothing = () => { };
        Action<long> overhead = _ => { };
        Action<long> timed = [MethodImpl(MethodImplOptions.AggressiveOptimization)] (_) =>
        {
            _meter.BeforeOperation();
            operation().GetAwaiter().GetResult();
            _meter.AfterOperation();
        };
        _engine = new EngineFactory().CreateReadyToRun(new EngineParameters
        {
            Host = new SilentHost(),
            BenchmarkName = name,
            TargetJob = _once,
            WorkloadActionNoUnroll = timed,
            WorkloadActionUnroll = timed,
            OverheadActionNoUnroll = overhead,
            OverheadActionUnroll = overhead,
            Dummy1Action = nothing,
            Dummy2Action = nothing,
            Dummy3Action = nothing,
            GlobalSetupAction = nothing,
            GlobalCleanupAction = nothing,
            IterationSetupAction = [MethodImpl(MethodImplOptions.AggressiveOptimization)] () =>
            {
                before();
                _meter.BeforeIteration();
            },
            IterationCleanupAction = [MethodImpl(MethodImplOptions.AggressiveOptimization)] () =>
            {
                _costs = _meter.AfterIteration();
                after();
            },
        });
    }

    /// <summary>Times one operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Measured Measure()
    {
        var measurement = _engine.RunIteration(
            new IterationData(IterationMode.Workload, IterationStage.Actual, ++_iterations, invokeCount: 1, unrollFactor: 1));
        return new Measured(measurement.Nanoseconds, _costs);
    }

    public void Dispose() => (_engine as IDisposable)?.Dispose();
}
