using System.Globalization;

namespace ConcurrencyBench.Processes;

/// <summary>
/// Temporary folders and files that runs could not remove since all their processes were killed at once. Their names say whose they were. What
/// is removed belongs to this user, to a process of this boot of this machine that has ended, and has not been touched for a minute. On Linux
/// alone.
/// </summary>
public static class Leftovers
{
    private const string MemoryFolder = "/dev/shm";
    private const int IsFolder = 0x4000;
    private const int IsFile = 0x8000;
    private const int BootLength = 12;

    /// <summary>What is in the folders that this project makes.</summary>
    private static readonly string[] _kinds = ["files", "trial"];

    /// <summary>A process that was asked to end may still be removing its folder.</summary>
    private static readonly TimeSpan _moment = TimeSpan.FromMinutes(1);

    private static readonly string? _space = Space(string.Empty);

    /// <summary>The number of the user that this process runs as; 0 where users have none.</summary>
    public static uint OwnUserId => OperatingSystem.IsLinux() ? FileOwner.UserId() : 0;

    /// <summary>What the name of a temporary folder of this process begins with.</summary>
    /// <param name="kind">What is in the folder, as "files".</param>
    /// <returns>The beginning of a name.</returns>
    public static string Prefix(string kind) => OperatingSystem.IsLinux()
        ? string.Create(CultureInfo.InvariantCulture, $"cbench-{kind}-{Environment.ProcessId}-{StartOf(Environment.ProcessId) ?? 0}-{_space ?? "0"}-")
        : $"cbench-{kind}-";

    /// <summary>Removes what this user's ended processes left in the temporary folder and in shared memory.</summary>
    /// <returns>What was removed.</returns>
    public static IReadOnlyList<string> Remove() => OperatingSystem.IsLinux()
        ?
        [
            .. _kinds.SelectMany(kind => Find(Path.GetTempPath(), kind, FileOwner.UserId())).Where(Remove),
            .. FindMemory(MemoryFolder, FileOwner.UserId()).Concat(FindMemory(Path.GetTempPath(), FileOwner.UserId())).Where(Remove),
        ]
        : [];

    /// <summary>
    /// Removes a folder of this user's that a process of it left. Of what cannot be removed, and of another user's, nothing is said: a later
    /// run removes it, as the user whose it is.
    /// </summary>
    /// <param name="folder">The folder.</param>
    public static void RemoveOwn(string folder)
    {
        if (!OperatingSystem.IsLinux() || IsOf(folder, FileOwner.UserId(), IsFolder))
        {
            _ = Remove(folder);
        }
    }

    /// <summary>Folders that a user's ended processes left.</summary>
    /// <param name="place">Where they are.</param>
    /// <param name="kind">What is in them.</param>
    /// <param name="user">Whose they are.</param>
    /// <returns>Their paths.</returns>
    public static IReadOnlyList<string> Find(string place, string kind, uint user) =>
    [
        .. Entries(place).Where(path => Path.GetFileName(path).Split('-') is ["cbench", var found, var process, var start, var space, _]
            && found == kind && space == _space && !Runs(process, start) && Belongs(path, user, IsFolder)),
    ];

    // Such a file loses its name in the moment in which it is made: one that has it was left in that moment.
    private static IEnumerable<string> FindMemory(string place, uint user) =>
        Entries(place).Where(path => Path.GetFileName(path).Split('-') is ["cbench", var process, { Length: 32 }] && !Runs(process, null) && Belongs(path, user, IsFile));

    private static string[] Entries(string place)
    {
        try
        {
            return Directory.GetFileSystemEntries(place, "cbench-*");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Whether a process runs; true also of what is no process's number.</summary>
    private static bool Runs(string process, string? start) => !int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        || (StartOf(id) is { } known && (start is null || start == known.ToString(CultureInfo.InvariantCulture)));

    private static bool Belongs(string path, uint user, int kind) =>
        IsOf(path, user, kind) && TimeProvider.System.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) > _moment;

    private static bool IsOf(string path, uint user, int kind) => FileOwner.Of(path) == (user, kind);

    private static bool Remove(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                // Links in it are removed, and not followed.
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // One that has ended but that its parent has not asked about yet is still listed.
    private static long? StartOf(int process) => ProcessTree.IsAlive(process) ? ProcessTree.StartOf(process) : null;

    /// <summary>
    /// Where the number of this process means this process. It is its namespace, since in another container it is another one, and
    /// the boot, since the first namespace of every machine has the same number and a temporary folder may be shared by several.
    /// </summary>
    /// <param name="root">What stands before the system's paths; empty for the system itself.</param>
    /// <returns>"NAMESPACE.BOOT"; null where the system does not say both: nothing is found then.</returns>
    internal static string? Space(string root)
    {
        try
        {
            return OperatingSystem.IsLinux()
                && File.ResolveLinkTarget($"{root}/proc/self/ns/pid", returnFinalTarget: false)?.Name is { } name
                && ProcFile.Read($"{root}/proc/sys/kernel/random/boot_id") is { } boot
                && string.Concat(boot.Where(char.IsAsciiHexDigit)) is { Length: >= BootLength } digits
                    ? $"{string.Concat(name.Where(char.IsAsciiDigit))}.{digits[..BootLength]}"
                    : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
