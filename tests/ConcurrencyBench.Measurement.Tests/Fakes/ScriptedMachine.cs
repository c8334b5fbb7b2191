using System.Diagnostics;
using ConcurrencyBench.Measurement.Counters;

namespace ConcurrencyBench.Measurement.Tests.Fakes;

/// <summary>A machine of one processor, half of which others use during some blocks. Every operation is looked at for 100 ms.</summary>
/// <param name="models">How many models a block has.</param>
/// <param name="disturbed">Whether others use the machine during a block, by its number.</param>
internal sealed class ScriptedMachine(int models, Func<int, bool> disturbed)
{
    private const long Window = 100_000_000;
    private int _readings;
    private long _time;
    private long _busy;
    private Throttling _throttling;

    /// <summary>Whether a quota stops the run during a block, by its number.</summary>
    public Func<int, bool> Throttled { get; init; } = _ => false;

    /// <summary>Reads its clock, once before and once after each operation.</summary>
    public HostClock? Read()
    {
        var isAfter = _readings % 2 == 1;
        var block = _readings++ / (2 * models);
        if (isAfter)
        {
            _time += Window;
            _busy += disturbed(block) ? Window / 2 : 0;
            _throttling = Throttled(block) ? new Throttling(_throttling.Periods + 1, _throttling.Nanoseconds + 40_000_000) : _throttling;
        }

        return new HostClock((long)(_time / 1e9 * Stopwatch.Frequency), _busy, Steal: 0, Own: 0) { Throttling = _throttling };
    }
}
