using System.Reflection;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Processes;

/// <summary>
/// The assemblies beside its own that this program was started with, for their models and workloads: named before the command, as
/// <c>with PATH</c>. What the program starts is started with the same, so no process opens a path that a message names.
/// </summary>
public static class OpenedAssemblies
{
    private const string Verb = "with";

    private static readonly List<Assembly> _all = [];
    private static readonly List<string> _paths = [];

    /// <summary>The assemblies, in the order of the command line.</summary>
    public static IReadOnlyList<Assembly> All => _all;

    /// <summary>What a process of this program is started with to open the same.</summary>
    internal static IEnumerable<string> Arguments => _paths.SelectMany(path => new[] { Verb, path });

    /// <summary>Opens the assemblies that a command line begins with.</summary>
    /// <param name="arguments">As given to the program.</param>
    /// <returns>The arguments after them.</returns>
    /// <exception cref="UsageException">One cannot be opened.</exception>
    public static string[] Open(string[] arguments)
    {
        while (arguments is [Verb, var path, .. var rest])
        {
            _all.Add(Load(path));
            _paths.Add(Path.GetFullPath(path));
            arguments = rest;
        }

        return arguments;
    }

    private static Assembly Load(string path)
    {
        try
        {
            return Assembly.LoadFrom(Path.GetFullPath(path));
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"cannot open the assembly {path} ({failure.Message}): name a .NET assembly");
        }
    }
}
