using System.Diagnostics;
using System.Globalization;
using ConcurrencyBench.Core;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class LeftoversTests : IDisposable
{
    private const string Kind = "test";

    private readonly string _place = Directory.CreateTempSubdirectory("leftovers-").FullName;

    public void Dispose() => Directory.Delete(_place, recursive: true);

    [Fact]
    public void Find_FolderOfAProcessThatHasEnded_IsFound()
    {
        RequireLinux();
        var left = Make(NameOfEnded());
        Make("something-else");
        Make("cbench-test-abc");

        Assert.Equal([left], Leftovers.Find(_place, Kind, Leftovers.OwnUserId));
    }

    [Fact]
    public void Find_FolderOfAProcessThatRuns_IsNotFound()
    {
        RequireLinux();
        Make($"{Leftovers.Prefix(Kind)}abc");

        Assert.Empty(Leftovers.Find(_place, Kind, Leftovers.OwnUserId));
    }

    /// <summary>The same number, but another process: the one that had it before has ended.</summary>
    [Fact]
    public void Find_FolderOfAnEarlierProcessOfTheSameNumber_IsFound()
    {
        RequireLinux();
        var parts = Leftovers.Prefix(Kind).Split('-');
        parts[3] = "1";
        var left = Make($"{string.Join('-', parts)}abc");

        Assert.Equal([left], Leftovers.Find(_place, Kind, Leftovers.OwnUserId));
    }

    [Fact]
    public void Find_FolderOfAnotherNamespaceOfProcesses_IsNotFound()
    {
        RequireLinux();
        var parts = NameOfEnded().Split('-');
        parts[4] = "1";
        Make(string.Join('-', parts));

        Assert.Empty(Leftovers.Find(_place, Kind, Leftovers.OwnUserId));
    }

    [Fact]
    public void Find_FolderThatWasTouchedJustNow_IsNotFound()
    {
        RequireLinux();
        Directory.CreateDirectory(Path.Combine(_place, NameOfEnded()));

        Assert.Empty(Leftovers.Find(_place, Kind, Leftovers.OwnUserId));
    }

    [Fact]
    public void Find_FolderOfAnotherUser_IsNotFound()
    {
        RequireLinux();
        Make(NameOfEnded());

        Assert.Empty(Leftovers.Find(_place, Kind, Leftovers.OwnUserId + 1));
    }

    [Fact]
    public void Find_LinkWithSuchAName_IsNotFound()
    {
        RequireLinux();
        var target = Make("target");
        Directory.CreateSymbolicLink(Path.Combine(_place, NameOfEnded()), target);

        Assert.Empty(Leftovers.Find(_place, Kind, Leftovers.OwnUserId));
    }

    [Fact]
    public void Find_NoSuchPlace_FindsNothing() => Assert.Empty(Leftovers.Find(Path.Combine(_place, "nowhere"), Kind, Leftovers.OwnUserId));

    private static void RequireLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "names say whose a folder is on Linux alone");

    private static string NameOfEnded()
    {
        using var ended = Process.Start("/bin/true");
        ended.WaitForExit();
        var parts = Leftovers.Prefix(Kind).Split('-');
        parts[2] = ended.Id.ToString(CultureInfo.InvariantCulture);
        return $"{string.Join('-', parts)}abc";
    }

    private string Make(string name)
    {
        var path = Directory.CreateDirectory(Path.Combine(_place, name)).FullName;
        Directory.SetLastWriteTimeUtc(path, DateTime.UtcNow - TimeSpan.FromMinutes(2));
        return path;
    }
}
