using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class FilesWorkloadTests
{
    [Fact(Timeout = 60_000)]
    public async Task OpenFixtureAsync_ThenDispose_MakesTheFilesAndLeavesNothing()
    {
        await using var workload = new FilesWorkload();
        var fixture = await workload.OpenFixtureAsync(1, TestContext.Current.CancellationToken);
        var lengths = Directory.GetFiles(fixture.Address).Select(path => new FileInfo(path).Length).ToList();

        await fixture.DisposeAsync();

        Assert.Equal(2000, lengths.Count);
        Assert.All(lengths, length => Assert.Equal(4096, length));
        Assert.False(Directory.Exists(fixture.Address));
    }

    [Fact(Timeout = 60_000)]
    public async Task OpenFixtureAsync_Canceled_LeavesNothing()
    {
        var before = Folders();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Run(() => SmallFiles.Write(1, new CancellationToken(canceled: true)), TestContext.Current.CancellationToken));

        // Other tests make such folders too, but theirs have a first file soon.
        while (Folders().Except(before).Any(folder => !File.Exists(SmallFiles.PathOf(folder, 0))))
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no-such-folder-anywhere")]
    public async Task SetUpAsync_NoSuchFolder_NamesTheAddress(string? address)
    {
        await using var workload = new FilesWorkload();
        var setup = new WorkloadSetup(1, 1, address);

        var exception = await Assert.ThrowsAsync<FixtureException>(
            () => workload.SetUpAsync(setup, TestContext.Current.CancellationToken));

        Assert.Contains($"'{address}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Execute_OneFileChanged_IsNoticed()
    {
        await using var running = await RunningWorkload.OpenAsync("files");
        await File.WriteAllTextAsync(SmallFiles.PathOf(running.Address!, 4), "short", TestContext.Current.CancellationToken);

        Assert.NotEqual(running.Workload.Expected(4), running.Execute(4));
        Assert.NotEqual(running.Workload.Expected(4), await running.ExecuteAsync(4));
        Assert.Equal(running.Workload.Expected(5), running.Execute(5));
    }

    [Fact(Timeout = 60_000)]
    public async Task Execute_FileGone_ThrowsInBothFormsAndLeavesTheGate()
    {
        await using var running = await RunningWorkload.OpenAsync("files");
        File.Delete(SmallFiles.PathOf(running.Address!, 8));
        var log = new GateLog();
        var gate = log.Gate;

        Assert.Throws<FileNotFoundException>(() => running.Items.Execute(8, ref gate));
        await Assert.ThrowsAsync<FileNotFoundException>(() => running.ExecuteAsync(8));

        Assert.False(log.IsInside);
    }

    [Fact]
    public async Task Write_InAFolderOfEveryone_IsItsOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "folders have no mode there");
        await using var files = SmallFiles.Write(1, TestContext.Current.CancellationToken);

        // Guarded above, which the analyzer of platforms does not see.
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(files.Address));
    }

    private static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "cbench-files-*");
}
