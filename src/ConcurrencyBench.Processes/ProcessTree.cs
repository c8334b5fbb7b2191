using System.Globalization;

namespace ConcurrencyBench.Processes;

/// <summary>The processes below a process, read from /proc; empty where there is no /proc.</summary>
public static class ProcessTree
{
    // Of the fields after the name, proc(5): the twenty-second of all.
    private const int StartTime = 19;

    /// <summary>The process and all its descendants.</summary>
    /// <param name="root">The process at the top.</param>
    /// <returns>Process ids, the root first.</returns>
    public static IReadOnlyList<int> Of(int root)
    {
        var tree = new List<int> { root };
        if (!OperatingSystem.IsLinux())
        {
            return tree;
        }

        var children = All().ToLookup(process => process.Parent, process => process.Id);
        for (var next = 0; next < tree.Count; next++)
        {
            tree.AddRange(children[tree[next]]);
        }

        return tree;
    }

    /// <summary>
    /// The same from the lists of children that the kernel keeps, in a twentieth of the time. A process that ends at this very moment may
    /// hide another from it, so nothing is killed by this.
    /// </summary>
    /// <param name="root">The process at the top.</param>
    /// <returns>Process ids, the root first; by <see cref="Of"/> where the kernel keeps no such lists.</returns>
    public static IReadOnlyList<int> ByChildren(int root)
    {
        var tree = new List<int> { root };
        for (var next = 0; next < tree.Count; next++)
        {
            foreach (var thread in Threads(tree[next]))
            {
                if (ProcFile.Read($"{thread}/children") is { } children)
                {
                    tree.AddRange(children.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number));
                }
                else if (next == 0 && Directory.Exists(thread))
                {
                    return Of(root);
                }
            }
        }

        return tree;
    }

    /// <summary>The threads of a process.</summary>
    /// <param name="process">Its id.</param>
    /// <returns>Their folders in /proc; none once it has ended.</returns>
    public static IReadOnlyList<string> Threads(int process)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task");
        }
        catch (IOException)
        {
            // It has ended, or there is no /proc.
            return [];
        }
    }

    /// <summary>
    /// Whether a process runs. One that has ended and that its parent has not yet asked about does not; one whose first thread has
    /// ended looks the same, but has others.
    /// </summary>
    /// <param name="process">Its id.</param>
    /// <returns>False where there is no /proc.</returns>
    public static bool IsAlive(int process) =>
        ProcFile.Read($"/proc/{process}/status") is { } status
            && !status.Contains("State:\tX", StringComparison.Ordinal)
            && (!status.Contains("State:\tZ", StringComparison.Ordinal) || ProcFile.Field(status, "Threads") > 1);

    /// <summary>When a process started: with its number it identifies the process.</summary>
    /// <returns>Ticks since the system started; null when it does not run.</returns>
    internal static long? StartOf(int process) => Read(process)?.StartTicks;

    /// <summary>Every process of the system that lets itself be seen.</summary>
    /// <returns>Their ids, parents, groups, and when they started, in ticks since the system did.</returns>
    internal static IEnumerable<(int Id, int Parent, int Group, long StartTicks)> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Read(id) is { } process)
            {
                yield return process;
            }
        }
    }

    private static (int Id, int Parent, int Group, long StartTicks)? Read(int process)
    {
        if (ProcFile.Read($"/proc/{process}/stat") is not { Length: > 0 } stat)
        {
            return null;
        }

        // The name, in parentheses, may contain anything: what follows the last one is regular.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (process, Number(fields[1]), Number(fields[2]), long.Parse(fields[StartTime], CultureInfo.InvariantCulture));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
