using System.Globalization;

namespace ConcurrencyBench.Processes;

/// <summary>The control groups that limit how many threads this process may have: its own and all above it (cgroups(7), both versions).</summary>
public static class CgroupPidLimits
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>Finds the groups with a limit.</summary>
    /// <param name="read">A file's text, or null where there is none.</param>
    /// <returns>Each group's path with its limit and how many threads and processes it has.</returns>
    public static IEnumerable<(string Group, long Most, long Now)> Of(Func<string, string?> read)
    {
        foreach (var line in (read("/proc/self/cgroup") ?? string.Empty).Split('\n'))
        {
            // "0::/path" in the second version, "8:pids:/path" in the first.
            if (line.Split(':', 3) is [_, var controllers, var path] && (controllers.Length == 0 || controllers.Split(',').Contains("pids")))
            {
                foreach (var group in Upwards(Root + (controllers.Length == 0 ? string.Empty : "/pids"), path))
                {
                    if (Number(read($"{group}/pids.max")) is { } most)
                    {
                        yield return (group, most, Number(read($"{group}/pids.current")) ?? 0);
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Upwards(string mount, string path)
    {
        for (path = path.TrimEnd('/'); path.Length > 0; path = path[..Math.Max(0, path.LastIndexOf('/'))])
        {
            yield return mount + path;
        }

        yield return mount;
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
}
