using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class StagedFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cbench-test-");

    private string File => Path.Combine(_folder.FullName, "charts", "a.txt");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Commit_WhatWasWritten_IsInItsPlaceAndNothingElseIsThere()
    {
        using (var staged = new StagedFiles(_folder.FullName))
        {
            staged.Write("charts/a.txt", stream => stream.Write("new"u8));
            staged.Write("b.txt", stream => stream.Write("other"u8));
            Assert.False(System.IO.File.Exists(File));
            staged.Commit();
        }

        Assert.Equal("new", System.IO.File.ReadAllText(File));
        Assert.Equal(["b.txt", "charts", "charts/a.txt"], Names());
    }

    [Fact]
    public void Dispose_OneFileCouldNotBeWritten_EarlierFilesStayAsTheyWere()
    {
        Write("earlier");
        using (var staged = new StagedFiles(_folder.FullName))
        {
            staged.Write("charts/a.txt", stream => stream.Write("new"u8));
            Assert.Throws<IOException>(() => staged.Write("charts/b.txt", stream =>
            {
                stream.Write("half"u8);
                throw new IOException("no space left");
            }));
        }

        Assert.Equal("earlier", System.IO.File.ReadAllText(File));
        Assert.Equal(["charts", "charts/a.txt"], Names());
    }

    [Fact]
    public void Commit_LeftoversOfAKill_AreWrittenOverOrRemoved()
    {
        Write("earlier");
        System.IO.File.WriteAllText(StagedFiles.PartOf(File), "a longer half of a file");
        System.IO.File.WriteAllText(StagedFiles.PartOf(Path.Combine(_folder.FullName, "charts", "gone.txt")), "half");
        Directory.CreateDirectory(Path.Combine(StagedFiles.PartOf(Path.Combine(_folder.FullName, "charts", "folder")), "deeper"));

        using (var staged = new StagedFiles(_folder.FullName))
        {
            staged.Write("charts/a.txt", stream => stream.Write("new"u8));
            staged.Commit();
        }

        Assert.Equal("new", System.IO.File.ReadAllText(File));
        Assert.Equal(["charts", "charts/a.txt"], Names());
    }

    [Fact]
    public void RemoveAtCommit_AnObsoleteFile_GoesOnlyThen()
    {
        Write("earlier");
        using (var staged = new StagedFiles(_folder.FullName))
        {
            staged.RemoveAtCommit("charts/a.txt");
            staged.RemoveAtCommit("nothing/there.txt");
        }

        Assert.True(System.IO.File.Exists(File));
        using (var staged = new StagedFiles(_folder.FullName))
        {
            staged.RemoveAtCommit("charts/a.txt");
            staged.Commit();
        }

        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void MakeFolder_Disposed_IsGone()
    {
        using (var staged = new StagedFiles(_folder.FullName))
        {
            System.IO.File.WriteAllText(Path.Combine(staged.MakeFolder("exports"), "x"), "x");
            staged.Commit();
        }

        Assert.Empty(Names());
    }

    [Fact]
    public void FileHolder_FileThatThisProcessHolds_IsRefusedToOthers()
    {
        Write("held");
        using var holder = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.None);

        Assert.True(FileHolder.Refused(Assert.ThrowsAny<IOException>(() => System.IO.File.ReadAllBytes(File))));
        Assert.False(FileHolder.Refused(Assert.ThrowsAny<IOException>(() => System.IO.File.ReadAllBytes(File + ".not"))));
        Assert.Null(FileHolder.Of(File));
    }

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, text);
    }

    private List<string> Names() =>
        [.. Directory.EnumerateFileSystemEntries(_folder.FullName, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_folder.FullName, path)).Order(StringComparer.Ordinal)];
}
