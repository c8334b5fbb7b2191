using System.Diagnostics;

namespace ConcurrencyBench.Core;

/// <summary>How this program starts itself again under another verb: workers, fixtures, pool processes.</summary>
public static class ProgramCommand
{
    /// <summary>What to start for a verb of this program.</summary>
    /// <param name="arguments">The verb and its arguments.</param>
    /// <returns>A start description with redirected streams and no shell.</returns>
    /// <exception cref="FileNotFoundException">The program is not beside the running assembly.</exception>
    public static ProcessStartInfo StartInfo(params IEnumerable<string> arguments)
    {
        var folder = AppContext.BaseDirectory;
        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? "cbench.exe" : "cbench");
        var assembly = Path.Combine(folder, "cbench.dll");
        if (!File.Exists(program) && !File.Exists(assembly))
        {
            throw new FileNotFoundException($"cbench is not in {folder}; build the solution again", assembly);
        }

        var start = File.Exists(program)
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("dotnet", [assembly, .. arguments]);

        // This program itself compiles each method once; what is measured runs as the runtime's users run, tiers and all.
        start.Environment.TryAdd("DOTNET_TieredCompilation", "1");
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }
}
