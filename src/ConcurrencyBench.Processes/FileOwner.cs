using System.Globalization;
using System.Runtime.InteropServices;

namespace ConcurrencyBench.Processes;

/// <summary>Whose a file is, by statx(2): the owner of a file or a folder decides what it says and where it leads. On Linux alone.</summary>
public static partial class FileOwner
{
    private const uint Root = 0;
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint BasicFacts = 0x7ff;

    // Where statx(2) puts the owner and the kind of file, on every processor.
    private const int OwnerOffset = 20;
    private const int ModeOffset = 28;
    private const int KindMask = 0xf000;
    private const int FactsLength = 256;

    /// <summary>The user of this process.</summary>
    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial uint UserId();

    /// <summary>The user whose word a file would be, where that is neither this user nor root, of the file or of what it links to.</summary>
    /// <param name="path">The file or folder.</param>
    /// <returns>The other user's number; null where there is none, or the system does not report it.</returns>
    public static uint? StrangerOf(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var user = UserId();
        var behind = user == Root && uint.TryParse(Environment.GetEnvironmentVariable("SUDO_UID"), NumberStyles.None, CultureInfo.InvariantCulture, out var invoker) ? invoker : user;
        return new[] { Read(path, NoFollow), Read(path, 0) }.Select(facts => facts?.Owner).FirstOrDefault(owner => owner is { } other && other != Root && other != user && other != behind);
    }

    /// <summary>Whose a file is, and of what kind; links are not followed.</summary>
    /// <returns>The owner's number and the kind as in <c>st_mode</c>; null where there is none, or an old system does not report it.</returns>
    internal static (uint Owner, int Kind)? Of(string path) => Read(path, NoFollow);

    private static (uint Owner, int Kind)? Read(string path, int flags)
    {
        Span<byte> facts = stackalloc byte[FactsLength];
        try
        {
            return Facts(CurrentFolder, path, flags, BasicFacts, ref facts[0]) == 0
                ? (MemoryMarshal.Read<uint>(facts[OwnerOffset..]), MemoryMarshal.Read<ushort>(facts[ModeOffset..]) & KindMask)
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Facts(int folder, string path, int flags, uint mask, ref byte facts);
}
