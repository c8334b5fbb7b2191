using System.Runtime.CompilerServices;
using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>
/// What one operation costs this process: clocks and runtime counters, about 2 µs in all, read directly around the operation,
/// so that the engine's own collections are not counted. Only what a process knows best about itself; the rest is the
/// orchestrator's to read (<see cref="TreeMeter"/>), since whatever runs here is compiled here, beside the model.
/// </summary>
internal sealed class CostMeter
{
    private static readonly Counter[] _quick = [.. CounterTable.All.Where(counter => counter is { InWorker: not null, IsSlow: false })];
    private static readonly Counter[] _slow = [.. CounterTable.All.Where(counter => counter is { InWorker: not null, IsSlow: true })];

    // Written to and not made anew: nothing is allocated in the timed region.
    private readonly long?[] _before = new long?[CounterTable.All.Count];
    private readonly long?[] _after = new long?[CounterTable.All.Count];
    private readonly WorkerReadings _readings = new();

    /// <summary>Call in the engine's iteration set-up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BeforeIteration() => Read(_slow, _before);

    /// <summary>Call as the first thing of the timed region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BeforeOperation() => Read(_quick, _before);

    /// <summary>Call as the last thing of the timed region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AfterOperation() => Read(_quick, _after);

    /// <summary>Call in the engine's iteration clean-up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Costs AfterIteration()
    {
        Read(_slow, _after);
        return Costs.Of(counter => _after[counter.Index] - _before[counter.Index]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Read(Counter[] counters, long?[] values)
    {
        _readings.Begin();
        for (var index = 0; index < counters.Length; index++)
        {
            values[counters[index].Index] = counters[index].InWorker!(_readings);
        }
    }
}
