using System.Diagnostics;
using System.Globalization;

namespace ConcurrencyBench.Core;

/// <summary>How this program starts itself again under another verb: workers, fixtures, pool processes.</summary>
public static class ProgramCommand
{
    // The program itself is set up for long journals and code that runs once (see its project); what is measured runs as the runtime's users run.
    // Hexadecimal, as the runtime reads it.
    private static readonly Dictionary<string, string> _usual = new()
    {
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_TieredPGO"] = "1",
        ["DOTNET_TC_CallCountThreshold"] = "1E",
        ["DOTNET_TC_CallCountingDelayMs"] = "64",
    };

    // The number of processors is the system's to say: a worker that believes in others measures what the machine does not have.
    private static readonly string[] _notHandedOn = ["DOTNET_PROCESSOR_COUNT", "COMPlus_PROCESSOR_COUNT"];

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

        foreach (var (name, value) in _usual)
        {
            // Of what the user set, the runtime reads numbers and skips everything else.
            if (!uint.TryParse(start.Environment.TryGetValue(name, out var set) ? set : null, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _))
            {
                start.Environment[name] = value;
            }
        }

        foreach (var name in start.Environment.Keys.Where(name => _notHandedOn.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }
}
