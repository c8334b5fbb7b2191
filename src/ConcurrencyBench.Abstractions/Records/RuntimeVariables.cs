using System.Globalization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>Variables of the .NET runtime: which there are, and which of them may change a figure.</summary>
public static class RuntimeVariables
{
    private static readonly string[] Prefixes = ["DOTNET_", "COMPlus_"];

    /// <summary>Those of the host, the SDK, dumps and diagnostics. The runtime's version, which some choose, is recorded by itself.</summary>
    private static readonly string[] Aside =
    [
        "ROOT", "HOST_", "ROLL_FORWARD", "MULTILEVEL_LOOKUP", "BUNDLE_EXTRACT", "CLI_", "NOLOGO", "SKIP_", "SDK_", "TOOLS_", "WATCH", "ADD_GLOBAL",
        "GENERATE_ASPNET", "RUNNING_IN_CONTAINER", "USE_POLLING", "VERSION", "INSTALL_DIR", "LAUNCH_PROFILE", "ENVIRONMENT", "NUGET_",
        "EnableDiagnostics", "Dbg", "EnableCrashReport", "CreateDump",
    ];

    /// <summary>What the runtime does by itself; hexadecimal, as it reads them.</summary>
    private static readonly Dictionary<string, uint> Defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gcServer"] = 0,
        ["gcConcurrent"] = 1,
        ["TieredCompilation"] = 1,
        ["TieredPGO"] = 1,
        ["ReadyToRun"] = 1,
        ["TC_QuickJit"] = 1,
        ["TC_QuickJitForLoops"] = 1,
    };

    /// <summary>Whether a variable is the runtime's.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True for those that begin as the runtime's do.</returns>
    public static bool Is(string name) => Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a variable may change a figure. One that is not known may.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>False for what only the host, the SDK or a debugger reads.</returns>
    public static bool MayDecideFigures(string name)
    {
        var bare = Bare(name);
        return !Array.Exists(Aside, start => bare.StartsWith(start, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a variable says what the runtime does anyway.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>True where it changes nothing.</returns>
    public static bool IsDefault(string name, string value) =>
        Defaults.TryGetValue(Bare(name), out var usual)
        && uint.TryParse(value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var set)
        && set == usual;

    private static string Bare(string name) => name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
