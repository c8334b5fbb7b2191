using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>Places and limits of the system that are not as a run needs them: said in one line, or omitted and said in the report.</summary>
[Collection(Measuring.Name)]
public sealed class PlaceTests : IDisposable
{
    private static readonly string[] Tiny = ["--profile", "smoke", "--concurrency", "2", "--rounds", "1", "--out", MeasuringRun.Name, "--quiet"];

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task List_OutputIsClosed_IsRefused() => (await Shell("exec \"$@\" >&-").RunAsync("list", "models")).AssertRefused("standard output is closed");

    [Fact(Timeout = 60_000)]
    public async Task List_ErrorIsClosed_IsListed()
    {
        var outcome = await Shell("exec \"$@\" 2>&-").RunAsync("list", "models");
        outcome.AssertExitCode(0);
        Assert.Contains("threads", outcome.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_CurrentFolderIsGone_IsRefused() =>
        (await Shell("mkdir gone && cd gone && rmdir ../gone && exec \"$@\"").RunAsync(Tiny)).AssertRefused("the current folder cannot be used", "change to one that is there");

    [Fact(Timeout = 60_000)]
    public async Task Run_FewDescriptors_IsRefusedWithTheLimitAsItIsSet() =>
        (await Shell("ulimit -n 64 && exec \"$@\"").RunAsync(Tiny)).AssertRefused("ulimit -n allows 64 descriptors", "ulimit -n 4096");

    /// <summary>Enough for the program, and too few for its workers: better said than filed as failed cells.</summary>
    [Fact(Timeout = 60_000)]
    public async Task Run_TooFewDescriptorsForTheWorkers_IsRefused() =>
        (await Shell("ulimit -n 256 && exec \"$@\"").RunAsync(Tiny)).AssertRefused("ulimit -n allows 256 descriptors", "ulimit -n 4096");

    [Fact(Timeout = 60_000)]
    public async Task Run_TooFewDescriptorsForTheConnections_NamesTheLimitAsItIsSet() =>
        (await Shell("ulimit -n 256 && exec \"$@\"").RunAsync("--models", "threads", "--workloads", "http", "--concurrency", "1000", "--out", "x"))
            .AssertRefused("ulimit -n allows 256 descriptors, of which 256 are set aside", "ulimit -n 4096");

    [Fact(Timeout = 60_000)]
    public async Task Run_NoTemporaryFolder_SaysWhyTheWorkloadCannotBeMeasured()
    {
        var cbench = new Cbench(_sandbox) { Environment = { ["TMPDIR"] = _sandbox["nowhere"] } };
        (await cbench.RunAsync([.. Tiny, "--models", "threads", "--workloads", "files"])).AssertRefused("files: the temporary folder", "nowhere", "TMPDIR");
    }

    /// <summary>It was there when the run began.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_TemporaryFolderVanishes_TheFailureSaysSo()
    {
        var outcome = await Hooked("fixture", "rm -rf \"$TMPDIR\"").RunAsync([.. Tiny, "--models", "threads", "--workloads", "files"]);
        outcome.AssertExitCode(1);
        Assert.All(MeasuringRun.Entries(_sandbox).OfType<Abstractions.Records.Failure>(), failure =>
        {
            Assert.StartsWith("the fixture of files did not open: ", failure.Reason, StringComparison.Ordinal);
            Assert.Contains(_sandbox.Temporary, failure.Reason, StringComparison.Ordinal);
        });
    }

    /// <summary>It is there, but has room for nothing.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_SharedMemoryIsFull_MeasuresWithAFileAndWarns()
    {
        var outcome = await (await WithoutSharedMemoryAsync()).RunAsync([.. Tiny, "--models", "processes-shm", "--workloads", "primes"]);
        outcome.AssertExitCode(0);
        Assert.Contains("There was no room for shared memory", await File.ReadAllTextAsync(_sandbox[$"{MeasuringRun.Name}/summary.json"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains(MeasuringRun.Entries(_sandbox), entry => entry is BlockMeasurement { Cell.Model: "processes-shm" });
        await _sandbox.AssertNothingLeftAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_NowhereToShareMemory_LeavesTheModelsOutWithTheReason()
    {
        var cbench = await WithoutSharedMemoryAsync();
        cbench.Environment["TMPDIR"] = _sandbox["nowhere"];
        (await cbench.RunAsync([.. Tiny, "--models", "processes-shm", "--workloads", "primes"])).AssertRefused("no memory can be shared between processes", "/dev/shm: ");
    }

    /// <summary>What stands against one process stands against all: nothing is begun.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData("echo 'You must install .NET to run this application.' >&2; exit 131", "was not started by the .NET host (code 0x80008083): You must install .NET to run this application.")]
    [InlineData("echo 'Failed to create CoreCLR, HRESULT: 0x8007000E' >&2; exit 137", "was not started by the .NET host (code 0x80008089): Failed to create CoreCLR, HRESULT: 0x8007000E")]
    [InlineData("kill -9 $PPID", "was killed by signal 9 (SIGKILL)")]
    public async Task Run_NoProcessStarts_IsRefusedBeforeAFolderIsMade(string script, string expected)
    {
        (await Hooked("worker", script).RunAsync([.. Tiny, "--models", "threads", "--workloads", "timer"])).AssertRefused("no process of this program can be started", expected);
        Assert.False(Directory.Exists(_sandbox[MeasuringRun.Name]));
    }

    /// <summary>As the install script leaves it: the runtime in a folder on PATH, and nothing that would show a program where.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_StartedByTheRuntime_ItsProcessesAreToo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the place of the runtime is given as on Linux");
        var runtime = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        Assert.SkipUnless(File.Exists(runtime), $"the runtime is not at {runtime}");
        var cbench = new Cbench(_sandbox)
        {
            Wrapper = ["sh", "-c", "runtime=$1; program=$2; shift 2; exec \"$runtime\" \"$program.dll\" \"$@\"", "sh", runtime],
            Environment = { ["DOTNET_ROOT"] = _sandbox["nowhere"], ["DOTNET_ROOT_X64"] = _sandbox["nowhere"], ["DOTNET_ROOT_ARM64"] = _sandbox["nowhere"] },
        };
        (await cbench.RunAsync([.. Tiny, "--models", "processes", "--workloads", "primes"])).AssertExitCode(0);
        Assert.Contains(MeasuringRun.Entries(_sandbox), entry => entry is BlockMeasurement { Cell.Model: "processes" });
    }

    /// <summary>What the program starts cannot be attached to and leaves no files of the runtime; neither does the program itself.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_AllProcessesKilled_LeaveNothingThatTheNextRunDoesNotRemove()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are found through /proc");
        var cbench = new Cbench(_sandbox) { Wrapper = ["env", "-u", "DOTNET_EnableDiagnostics"] };
        await using (var run = MeasuringRun.Start(cbench, _sandbox, "--models", "processes", "--workloads", "files", "--rounds", "9"))
        {
            await run.UntilAsync(entry => entry is BlockMeasurement);
            foreach (var process in _sandbox.Processes())
            {
                RunningCbench.Signal("STOP", process);
            }

            _sandbox.KillAll();
            await run.WaitAsync();
        }

        // The runtime's files are gone already; the fixture's folder is not touched for a minute.
        var left = Assert.Single(Directory.GetFileSystemEntries(_sandbox.Temporary));
        Assert.StartsWith("cbench-files-", Path.GetFileName(left), StringComparison.Ordinal);
        Directory.SetLastWriteTimeUtc(left, DateTime.UtcNow - TimeSpan.FromMinutes(2));

        var doctor = await _sandbox.Cbench.RunAsync("doctor");
        doctor.AssertExitCode(0);
        Assert.Contains($"removed: {left}", doctor.Output, StringComparison.Ordinal);
        await _sandbox.AssertNothingLeftAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_FullDisk_IsRefusedAndLeavesNothing()
    {
        var disk = await FullDisk("4k", "head -c 4096 /dev/zero > disk/fill");
        (await disk.RunAsync("--profile", "smoke", "--out", "disk/x")).AssertRefused("cannot write the output folder disk/x", "No space left", "--out");
        Assert.Contains("left: fill\n", await File.ReadAllTextAsync(_sandbox["left"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_DiskFillsWhileMeasuring_IsSaidInOneLineAndNoProcessIsLeft()
    {
        // Room for the manifest and the first lines of the journal.
        var disk = await FullDisk("8k", "true");
        var outcome = await disk.RunAsync(
            "--profile", "smoke", "--models", "threads", "--workloads", "timer", "--concurrency", "2", "--rounds", "9", "--quiet", "--out", "disk/x");
        outcome.AssertRefused("disk/x/measurements.jsonl", "No space left", "--resume");
        await _sandbox.AssertNothingLeftAsync();
    }

    private Cbench Hooked(string verb, string script) => new(_sandbox)
    {
        Environment =
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(PlaceTests).Assembly.Location,
            [StartupHook.Verb] = verb,
            [StartupHook.Script] = script,
        },
    };

    private Cbench Shell(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs /bin/sh");
        return new Cbench(_sandbox) { Wrapper = ["sh", "-c", script, "sh"] };
    }

    private async Task<Cbench> WithoutSharedMemoryAsync()
    {
        const string Mount = "mount -t tmpfs -o size=4k,mode=1777 none /dev/shm && exec \"$@\"";
        await Privilege.RequireAsync("unshare", "-m", "sh", "-c", Mount, "sh", "true");
        return new Cbench(_sandbox) { Wrapper = ["unshare", "-m", "sh", "-c", Mount, "sh"] };
    }

    /// <summary>The program with a small disk at "disk", that only it sees; what is on it in the end is listed in the file "left".</summary>
    private async Task<Cbench> FullDisk(string size, string fill)
    {
        Directory.CreateDirectory(_sandbox["disk"]);
        var mount = $"mount -t tmpfs -o size={size} tmpfs '{_sandbox["disk"]}'";
        await Privilege.RequireAsync("unshare", "--mount", "sh", "-c", mount);
        return new Cbench(_sandbox)
        {
            Wrapper = ["unshare", "--mount", "sh", "-c", $"{mount} && {fill} && \"$@\"; code=$?; echo left: $(ls disk) > left; exit $code", "sh"],
        };
    }
}
