using System.Diagnostics;
using System.Globalization;
using ConcurrencyBench.Processes;

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
    public void RemoveOwn_FolderOfThisUser_IsGone()
    {
        var left = Make("left");
        File.WriteAllText(Path.Combine(left, "file"), string.Empty);

        Leftovers.RemoveOwn(left);

        Assert.False(Directory.Exists(left));
    }

    /// <summary>Another user could lead root elsewhere meanwhile.</summary>
    [Fact]
    public void RemoveOwn_WhatIsNoFolderOfThisUser_StaysAndNothingIsSaid()
    {
        RequireLinux();
        var target = Make("target");
        var link = Path.Combine(_place, "link");
        File.CreateSymbolicLink(link, target);

        Leftovers.RemoveOwn(link);
        Leftovers.RemoveOwn(Path.Combine(_place, "absent"));

        Assert.True(Directory.Exists(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
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

    /// <summary>The first namespace of every machine has the same number, and a folder for temporary files may be shared by machines.</summary>
    [Theory]
    [InlineData(".000000000000")]
    [InlineData("")]
    public void Find_FolderOfAnotherBootOrOfNone_IsNotFound(string boot)
    {
        RequireLinux();
        var parts = NameOfEnded().Split('-');
        parts[4] = $"{parts[4].Split('.')[0]}{boot}";
        Make(string.Join('-', parts));

        Assert.Empty(Leftovers.Find(_place, Kind, Leftovers.OwnUserId));
    }

    [Theory]
    [InlineData("pid:[4026531836]", "2f6c1a34-5b0e-4c1d-9e77-0123456789ab\n", "4026531836.2f6c1a345b0e")]
    [InlineData("pid:[4026531836]", "30000000-0000-4c1d-9e77-0123456789ab\n", "4026531836.300000000000")]
    [InlineData("pid:[4026531836]", "", null)]
    [InlineData("pid:[4026531836]", null, null)]
    [InlineData(null, "2f6c1a34-5b0e-4c1d-9e77-0123456789ab\n", null)]
    public void Space_NamespaceAndBoot_IsBothOrNone(string? space, string? boot, string? expected)
    {
        RequireLinux();
        if (space is not null)
        {
            Directory.CreateDirectory(Path.Combine(_place, "proc/self/ns"));
            File.CreateSymbolicLink(Path.Combine(_place, "proc/self/ns/pid"), space);
        }

        if (boot is not null)
        {
            Directory.CreateDirectory(Path.Combine(_place, "proc/sys/kernel/random"));
            File.WriteAllText(Path.Combine(_place, "proc/sys/kernel/random/boot_id"), boot);
        }

        Assert.Equal(expected, Leftovers.Space(_place));
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
