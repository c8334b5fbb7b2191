namespace ConcurrencyBench.Processes;

/// <summary>
/// The control groups that limit this process's CPU time, of version 1 and of version 2: its own and every one above it as far as they
/// are mounted here. A quota at any level holds for the process, and so does its throttling.
/// </summary>
public static class CpuControlGroups
{
    private const string Controller = "cpu";

    /// <summary>The folders of the groups, each group before the one above it.</summary>
    /// <param name="root">What stands before the system's paths; empty for the system itself.</param>
    /// <returns>Paths, some of which may not exist; none where the system has no control groups.</returns>
    public static IReadOnlyList<string> Folders(string root = "")
    {
        var groups = ProcFile.Read($"{root}/proc/self/cgroup")?.Split('\n') ?? [];
        var mounts = ProcFile.Read($"{root}/proc/self/mountinfo")?.Split('\n') ?? [];
        var folders = new List<string>();
        foreach (var line in mounts)
        {
            if (Mount.Parse(line) is { } mount && Array.Find(groups, mount.Holds) is { } group)
            {
                folders.AddRange(Levels(mount.Below(group.Split(':', 3)[2])).Select(level => $"{root}{mount.Point}{level}"));
            }
        }

        return [.. folders.Distinct()];
    }

    /// <summary>The smallest quota of all levels.</summary>
    /// <param name="root">What stands before the system's paths; empty for the system itself.</param>
    /// <returns>Cores' worth of time; null without a quota.</returns>
    public static double? Quota(string root = "") => Folders(root).Select(QuotaOf).Min();

    private static double? QuotaOf(string folder) =>
        Ratio(ProcFile.Read($"{folder}/cpu.max"))
            ?? Ratio($"{ProcFile.Read($"{folder}/cpu.cfs_quota_us")?.Trim()} {ProcFile.Read($"{folder}/cpu.cfs_period_us")?.Trim()}");

    /// <summary>"150000 100000" is a core and a half; "max 100000" and "-1 100000" are no quota.</summary>
    private static double? Ratio(string? quotaAndPeriod) =>
        quotaAndPeriod?.Trim().Split(' ') is [var quota, var period]
        && long.TryParse(quota, out var used) && used > 0
        && long.TryParse(period, out var of) && of > 0
            ? (double)used / of
            : null;

    private static IEnumerable<string> Levels(string group)
    {
        for (var level = group.TrimEnd('/'); level.Length > 0; level = level[..level.LastIndexOf('/')])
        {
            yield return level;
        }

        yield return string.Empty;
    }

    private sealed record Mount(string Root, string Point, bool IsUnified)
    {
        /// <summary>Reads a line of mountinfo (proc(5)); null unless processors are given out there.</summary>
        public static Mount? Parse(string line) =>
            line.Split(" - ") is [var place, var what]
            && place.Split(' ') is [_, _, _, var root, var point, ..]
            && what.Split(' ') is [var type, _, var options]
            && (type == "cgroup2" || (type == "cgroup" && options.Split(',').Contains(Controller)))
                ? new Mount(Plain(root), Plain(point), type == "cgroup2")
                : null;

        /// <summary>Whether a line of /proc/self/cgroup, "number:controllers:group", names a group of this mount.</summary>
        public bool Holds(string line) =>
            line.Split(':', 3) is [var number, var controllers, _] && (IsUnified ? number == "0" && controllers.Length == 0 : controllers.Split(',').Contains(Controller));

        /// <summary>A group's place below the mount; the mount's own where the group is not below it, as that of a process that was moved out of its namespace.</summary>
        public string Below(string group) =>
            Root == "/" ? (group.StartsWith("/..", StringComparison.Ordinal) ? string.Empty : group)
            : group.StartsWith($"{Root}/", StringComparison.Ordinal) ? group[Root.Length..]
            : string.Empty;

        // Space, tab, line feed and backslash are written in octal.
        private static string Plain(string text) =>
            text.Replace(@"\040", " ", StringComparison.Ordinal).Replace(@"\011", "\t", StringComparison.Ordinal)
                .Replace(@"\012", "\n", StringComparison.Ordinal).Replace(@"\134", @"\", StringComparison.Ordinal);
    }
}
