using System.Globalization;

namespace ConcurrencyBench.Processes;

/// <summary>
/// How many cores' worth of time this process may use, read from the system. It is set by the processors that are online and in its affinity mask,
/// and the smallest CPU quota of its control groups. The runtime's own number is not asked: a variable overrides it
/// (<c>DOTNET_PROCESSOR_COUNT</c>), and it does not see a quota of a group above its own.
/// </summary>
/// <param name="Processors">Processors that are online and may run it.</param>
/// <param name="Quota">The smallest quota, in cores; null without one.</param>
public sealed record UsableCores(int Processors, double? Quota)
{
    private static readonly Lazy<UsableCores> _current = new(() => Read());

    /// <summary>Those of this process, read once.</summary>
    public static UsableCores Current => _current.Value;

    /// <summary>Cores' worth of time, a part of one counted as a part: what shares of the machine are taken of.</summary>
    public double Count => Math.Min(Processors, Quota ?? double.PositiveInfinity);

    /// <summary>Whole cores to give work to: <see cref="Count"/> rounded down, at least 1.</summary>
    public int Whole => Math.Max(1, (int)Count);

    /// <summary>What a runtime that knows all this counts: it rounds a quota up.</summary>
    public int AsTheRuntimeCounts => Math.Max(1, (int)Math.Ceiling(Count));

    /// <summary>Reads them.</summary>
    /// <param name="root">What stands before the system's paths; empty for the system itself.</param>
    /// <returns>The cores; where the system has no /proc, what the runtime counts.</returns>
    public static UsableCores Read(string root = "")
    {
        var allowed = Allowed(root);
        var online = Online(root);
        var processors = (allowed, online) switch
        {
            ({ Count: > 0 }, { Count: > 0 }) when allowed.Overlaps(online) => allowed.Intersect(online).Count(),

            // Numbered differently, as lxcfs numbers a container's processors from 0 on.
            ({ Count: > 0 }, { Count: > 0 }) => Math.Min(allowed.Count, online.Count),
            ({ Count: > 0 }, _) => allowed.Count,
            (_, { Count: > 0 }) => online.Count,
            _ => Environment.ProcessorCount,
        };
        return new UsableCores(Math.Max(1, processors), CpuControlGroups.Quota(root));
    }

    /// <summary>The processors that are online.</summary>
    /// <param name="root">What stands before the system's paths; empty for the system itself.</param>
    /// <returns>Their numbers; null where the system does not say.</returns>
    public static IReadOnlyCollection<int>? Online(string root = "") => Numbers(ProcFile.Read($"{root}/sys/devices/system/cpu/online"));

    private static HashSet<int>? Allowed(string root)
    {
        const string Name = "Cpus_allowed_list:";
        var line = ProcFile.Read($"{root}/proc/self/status")?.Split('\n').FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        return Numbers(line?[Name.Length..]);
    }

    /// <summary>Reads "0-3,8" (cpuset(7)).</summary>
    private static HashSet<int>? Numbers(string? list)
    {
        if (list is null)
        {
            return null;
        }

        var numbers = new HashSet<int>();
        foreach (var part in list.Trim().Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            if (int.TryParse(ends[0], CultureInfo.InvariantCulture, out var first) && int.TryParse(ends[^1], CultureInfo.InvariantCulture, out var last))
            {
                numbers.UnionWith(Enumerable.Range(first, Math.Max(0, last - first + 1)));
            }
        }

        return numbers;
    }
}
