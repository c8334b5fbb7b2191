using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ConcurrencyBench.Processes;

/// <summary>How this program starts itself again under another verb: workers, fixtures, pool processes.</summary>
public static class ProgramCommand
{
    private const string Name = "cbench";
    private const string Prefix = "DOTNET_";
    private const string OlderPrefix = "COMPlus_";

    // The program itself is set up for long journals and code that runs once (see its project); what is measured runs as the runtime's users run.
    // Hexadecimal, as the runtime reads it.
    private static readonly Dictionary<string, string> _usual = new()
    {
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_TieredPGO"] = "1",
        ["DOTNET_TC_CallCountThreshold"] = "1E",
        ["DOTNET_TC_CallCountingDelayMs"] = "64",

        // Else every process can be attached to, and one that is killed leaves three files in the temporary folder.
        ["DOTNET_EnableDiagnostics"] = "0",
    };

    // The number of processors is the system's to say: a worker that believes in others measures what the machine does not have.
    // Secrets of a cluster are for those that need them: who starts one adds them.
    private static readonly string[] _notHandedOn = ["DOTNET_PROCESSOR_COUNT", "COMPlus_PROCESSOR_COUNT", ClusterVariables.Secret, ClusterVariables.RedisPassword];

    /// <summary>What to start for a verb of this program.</summary>
    /// <param name="arguments">The verb and its arguments.</param>
    /// <returns>A start description with redirected streams and no shell.</returns>
    /// <exception cref="FileNotFoundException">The program is not beside the running assembly.</exception>
    public static ProcessStartInfo StartInfo(params IEnumerable<string> arguments)
    {
        var command = Command()
            ?? throw new FileNotFoundException($"{Name} is not in {AppContext.BaseDirectory}; build the solution again", Path.Combine(AppContext.BaseDirectory, $"{Name}.dll"));
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), .. OpenedAssemblies.Arguments, .. arguments]);
        foreach (var (name, value) in _usual)
        {
            // Of what the user set, the runtime reads numbers and skips everything else.
            if (!uint.TryParse(SetByUser(start.Environment, name), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _))
            {
                start.Environment[name] = value;
            }
        }

        return Redirected(start);
    }

    /// <summary>Completes a start description of any program.</summary>
    /// <returns>The same, with redirected streams and no shell, without what is not handed on.</returns>
    internal static ProcessStartInfo Redirected(ProcessStartInfo start)
    {
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

    // By either of its names, of which the runtime takes the first that is set.
    private static string? SetByUser(IDictionary<string, string?> environment, string name) =>
        environment.TryGetValue(name, out var value) && value is { Length: > 0 } ? value
            : environment.TryGetValue($"{OlderPrefix}{name[Prefix.Length..]}", out value) ? value
            : null;

    /// <summary>Whether a description starts this program.</summary>
    /// <returns>Whether it is from <see cref="StartInfo"/>.</returns>
    internal static bool Starts(ProcessStartInfo start) => Command() is { } command && start.FileName == command[0] && start.ArgumentList.Take(command.Count - 1).SequenceEqual(command.Skip(1));

    /// <summary>
    /// The program as this process was started: by its own file, in which everything may be, or by the runtime's. A child that looked
    /// for a runtime by itself could find another one, or none.
    /// </summary>
    private static IReadOnlyList<string>? Command()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, $"{Name}.dll");
        var isRuntime = Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet";
        if (Assembly.GetEntryAssembly()?.GetName().Name == Name && Environment.ProcessPath is { } own)
        {
            return isRuntime ? [own, assembly] : [own];
        }

        // Inside another program, as in tests.
        var runtime = isRuntime ? Environment.ProcessPath! : Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", Executable("dotnet"));
        var program = Path.Combine(AppContext.BaseDirectory, Executable(Name));
        return File.Exists(assembly) && File.Exists(runtime) ? [Path.GetFullPath(runtime), assembly]
            : File.Exists(program) ? [program]
            : null;
    }

    private static string Executable(string name) => OperatingSystem.IsWindows() ? $"{name}.exe" : name;
}
