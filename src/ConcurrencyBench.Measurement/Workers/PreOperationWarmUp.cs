using System.Runtime.CompilerServices;
using ConcurrencyBench.Measurement.Counters;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>
/// What comes before an operation, without one, so that it is compiled in its last form before one counts. What is called the
/// thirtieth time there would be compiled during the operation. What comes after an operation is left out, since it is compiled
/// while all wait until the worker is idle. BenchmarkDotNet's line of text for each iteration, which has no reader, was a third
/// of all that a launch compiled. Used by one thread.
/// </summary>
internal sealed class PreOperationWarmUp
{
    private readonly CostMeter _meter = new();

    /// <summary>Runs an engine once, which loads it; its own code is compiled in its last form at once.</summary>
    public PreOperationWarmUp()
    {
        using var engine = new OperationTimer("nothing", () => Task.CompletedTask, () => { }, () => { });
        engine.Measure();
    }

    /// <summary>Comes near an operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run()
    {
        _meter.BeforeIteration();

        // What the engine calls to settle the garbage collector, as often as everything else here.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        _meter.BeforeOperation();
    }
}
