using ConcurrencyBench.EndToEnd.Tests.Driving;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>Reports are replaced whole or not at all.</summary>
public sealed class WholeFilesTests(FinishedRun run) : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Report_KilledWhileItWrites_LeavesWholeFilesAndTheNextRemovesWhatIsLeft()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs signals");
        run.CopyTo(_sandbox["X"]);
        var before = _sandbox.Snapshot();
        await using (var report = _sandbox.Cbench.Start("report", "X"))
        {
            await Task.Run(() => SpinWait.SpinUntil(() => Parts().Count > 3, TimeSpan.FromSeconds(60)), TestContext.Current.CancellationToken);
            RunningCbench.Signal("KILL", report.Id);
            await report.WaitAsync();
        }

        Assert.NotEmpty(Parts());
        Assert.Equal(before, _sandbox.Snapshot().Where(line => !line.Contains(".cbench-part", StringComparison.Ordinal)));
        (await _sandbox.Cbench.RunAsync("report", "X")).AssertExitCode(0);
        Assert.Equal(before, _sandbox.Snapshot());
    }

    [Fact(Timeout = 120_000)]
    public async Task Report_FullDisk_IsRefusedInOneLineAndEarlierFilesStay()
    {
        Directory.CreateDirectory(_sandbox["disk"]);
        run.CopyTo(_sandbox["X"]);
        await File.WriteAllTextAsync(_sandbox["X/table.md"], "earlier", TestContext.Current.CancellationToken);
        var before = Sandbox.SnapshotOf(_sandbox["X"]);
        var mount = $"mount -t tmpfs -o size=4m tmpfs '{_sandbox["disk"]}'";
        await Privilege.RequireAsync("unshare", "--mount", "sh", "-c", mount);
        var cbench = new Cbench(_sandbox)
        {
            // Room for some of the files, and not for all.
            Wrapper =
            [
                "unshare", "--mount", "sh", "-c",
                $"{mount} && cp -r X disk/X && dd if=/dev/zero of=disk/fill bs=4k 2> /dev/null; truncate -s -64k disk/fill; \"$@\"; code=$?; cp -r disk/X left; exit $code", "sh",
            ],
        };

        var outcome = await cbench.RunAsync("report", "disk/X");

        Assert.True(outcome.ExitCode == 2, outcome.ToString());
        var line = Assert.Single(outcome.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("cbench: cannot write the reports into disk/X (No space left on device", line, StringComparison.Ordinal);
        Assert.Equal(before, Sandbox.SnapshotOf(_sandbox["left"]));
    }

    private List<string> Parts() => [.. Directory.EnumerateFileSystemEntries(_sandbox["X"], "*", SearchOption.AllDirectories).Where(StagedFiles.IsPart)];
}
