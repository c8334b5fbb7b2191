using System.Globalization;

namespace ConcurrencyBench.Models.Gil;

/// <summary>The switch interval of a run's settings, as the lock takes it.</summary>
internal static class SwitchInterval
{
    /// <summary>The whole of it, or a part.</summary>
    public static TimeSpan Of(ModelSettings settings, int part = 1) => TimeSpan.FromMilliseconds(settings.SwitchIntervalMilliseconds / part);

    /// <summary>Whether this system's waits are fine enough for it.</summary>
    /// <returns>Yes, or no with what they can do.</returns>
    public static Applicability Allows(TimeSpan interval) => interval >= GlobalInterpreterLock.ShortestInterval
        ? Applicability.Yes
        : Applicability.NotHere($"a switch interval of {Text(interval)} ms is finer than this system's waits, which take {Text(GlobalInterpreterLock.ShortestInterval)} ms at the least");

    private static string Text(TimeSpan time) => time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
}
