using ConcurrencyBench.Measurement.Counters;

namespace ConcurrencyBench.Measurement.Tests.Fakes;

/// <summary>A heartbeat whose clocks advance only when set.</summary>
internal sealed class ScriptedHeart
{
    private Heartbeat.Reading _now;

    public ScriptedHeart() => Beats = new Heartbeat(() => _now, () => _now.Clock);

    public Heartbeat Beats { get; }

    /// <summary>Time passes, and the heart beats once.</summary>
    /// <param name="clock">How much, by its clock.</param>
    /// <param name="waited">How much of it the heart had no core.</param>
    /// <param name="slept">How much the machine slept, by a clock that was stopped meanwhile.</param>
    public void Beat(TimeSpan clock, TimeSpan waited = default, TimeSpan slept = default)
    {
        Pass(clock, waited, slept);
        Beats.Beat();
    }

    /// <summary>Time passes without a beat.</summary>
    public void Pass(TimeSpan clock, TimeSpan waited = default, TimeSpan slept = default) =>
        _now = new Heartbeat.Reading(_now.Clock + clock, _now.Slept + slept, _now.Waited + waited);

    /// <summary>The whole run is stopped for a time, and goes on.</summary>
    public void Stop(TimeSpan time) => Beat(Heartbeat.Period + time);
}
