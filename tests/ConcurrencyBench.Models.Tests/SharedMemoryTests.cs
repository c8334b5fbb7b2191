namespace ConcurrencyBench.Models.Tests;

public sealed class SharedMemoryTests
{
    [Fact]
    public void Create_InAFolderOfEveryone_IsItsOwnersAlone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the file is looked at through /proc");
        using var memory = SharedMemory.Create(4096);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(memory.Path));
        using var other = SharedMemory.Open(memory.Path);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(other.Path));
    }

    // Guarded above, which the analyzer of platforms does not see.
    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
