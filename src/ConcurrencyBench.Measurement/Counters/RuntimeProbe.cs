using System.Collections;
using System.Globalization;
using System.Runtime;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>Reads what the runtime of this process is set to.</summary>
public static class RuntimeProbe
{
    private const int MostVariables = 64;
    private const int LongestName = 100;
    private const int LongestValue = 200;

    /// <summary>Reads it.</summary>
    /// <returns>The settings.</returns>
    public static RuntimeSettings Read()
    {
        var collector = GC.GetConfigurationVariables();
        var isTiered = IsOn("TieredCompilation", "System.Runtime.TieredCompilation");
        return new RuntimeSettings
        {
            Version = System.Environment.Version.ToString(),
            ServerGc = GCSettings.IsServerGC,
            ConcurrentGc = collector.GetValueOrDefault("ConcurrentGC") as bool?,
            HeapCount = (int?)(collector.GetValueOrDefault("HeapCount") as long?),
            HeapHardLimitBytes = collector.GetValueOrDefault("GCHeapHardLimit") as long?,
            TieredCompilation = isTiered,
            TieredPgo = isTiered && IsOn("TieredPGO", "System.Runtime.TieredPGO"),
            ReadyToRun = IsOn("ReadyToRun", null),
            Variables = Variables(System.Environment.GetEnvironmentVariables()),
        };
    }

    /// <summary>Picks the runtime's variables.</summary>
    /// <param name="environment">All variables.</param>
    /// <returns>Values by name, in order; what is too long or too many is cut.</returns>
    public static IReadOnlyDictionary<string, string> Variables(IDictionary environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment.Keys.Cast<string>().Where(name => RuntimeVariables.Is(name) && name.Length <= LongestName)
            .Order(StringComparer.Ordinal).Take(MostVariables)
            .ToDictionary(name => name, name => (string?)environment[name] is { Length: > LongestValue } value ? $"{value[..LongestValue]}…" : (string?)environment[name] ?? string.Empty);
    }

    /// <summary>The runtime has no call that says it: as it decides itself, variable over configuration over its default, which is on.</summary>
    private static bool IsOn(string variable, string? setting)
    {
        var text = System.Environment.GetEnvironmentVariable($"DOTNET_{variable}") ?? System.Environment.GetEnvironmentVariable($"COMPlus_{variable}");
        return uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var set)
            ? set != 0
            : setting is null || !bool.TryParse(AppContext.GetData(setting) as string, out var configured) || configured;
    }
}
