using System.Runtime.InteropServices;

namespace ConcurrencyBench.Processes;

/// <summary>
/// Process groups: a worker leads one, so that whatever it started can be ended with it, also what has lost its parent. On Linux
/// alone; elsewhere a tree of processes is all there is.
/// </summary>
internal static partial class ProcessGroup
{
    private const int KillSignal = 9;
    private const int TicksPerSecond = 100;
    private const long NanosecondsPerTick = 1_000_000_000 / TicksPerSecond;

    /// <summary>Makes this process the leader of a group of its own, in which everything is that it starts from now on.</summary>
    public static void Lead()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetGroup(0, 0);
        }
    }

    /// <summary>
    /// Ends what is left of the group that a process led. A number is not given to another group while one bears it, so a group with a
    /// member from before the leader's end is the leader's. Any other group of that number is passed over.
    /// </summary>
    /// <param name="leader">The process, which may have ended.</param>
    /// <param name="until">A moment, by <see cref="Now"/>, at which the process had not ended for long.</param>
    public static IReadOnlyList<int> End(int leader, long until)
    {
        // Mostly there is none, and looking at every process of the system takes milliseconds.
        if (!OperatingSystem.IsLinux() || Kill(-leader, 0) != 0)
        {
            return [];
        }

        var members = ProcessTree.All().Where(process => process.Group == leader && ProcessTree.IsAlive(process.Id)).ToList();
        if (!members.Exists(member => member.StartTicks <= until))
        {
            return [];
        }

        _ = Kill(-leader, KillSignal);
        return [.. members.Select(member => member.Id)];
    }

    /// <summary>The time as the system counts it for starts of processes.</summary>
    /// <returns>Ticks since the system started; 0 where it is not available.</returns>
    public static long Now() => (SystemClock.ReadSinceBoot() ?? 0) / NanosecondsPerTick;

    /// <summary>A duration as the system counts it for starts of processes.</summary>
    public static long Ticks(TimeSpan duration) => (long)(duration.TotalSeconds * TicksPerSecond);

    [LibraryImport("libc", EntryPoint = "setpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetGroup(int process, int group);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
