using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

public sealed class ReportTests(FinishedRun run) : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Run_Tiny_EndsWellWithTheTableAndNothingElse()
    {
        run.Outcome.AssertExitCode(0);
        Assert.Empty(run.Outcome.Error);
        Assert.Contains("Comparison", run.Outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Throughput", run.Outcome.Output, StringComparison.Ordinal);
        Assert.Contains("threads", run.Outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Outcome.Output);
        Assert.Empty(run.Sandbox.Processes());
        Assert.Empty(Directory.EnumerateFileSystemEntries(run.Sandbox.Temporary));
    }

    [Theory]
    [InlineData("run.json")]
    [InlineData("measurements.jsonl")]
    [InlineData("summary.json")]
    [InlineData("table.md")]
    [InlineData("report.html")]
    [InlineData("charts/*.svg")]
    [InlineData("charts/*.png")]
    [InlineData("benchmarkdotnet/*.csv")]
    [InlineData("benchmarkdotnet/*.json")]
    [InlineData("benchmarkdotnet/*.md")]
    public void Run_Tiny_WritesFile(string pattern)
    {
        var folder = Path.Combine(run.Sandbox[FinishedRun.Name], Path.GetDirectoryName(pattern)!);
        var files = Directory.GetFiles(folder, Path.GetFileName(pattern));
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.NotEqual(0, new FileInfo(file).Length));
    }

    [Fact]
    public void Run_Tiny_BenchmarkDotNetsTable_SaysTheCollectorOfWorkersAndNotOfTheProgram()
    {
        var table = Directory.GetFiles(run.Sandbox[Path.Combine(FinishedRun.Name, "benchmarkdotnet")], "*.csv")[0];
        var lines = File.ReadAllLines(table);
        var column = Array.IndexOf(lines[0].Split(','), "Server");
        Assert.All(lines[1..], line => Assert.Equal("False", line.Split(',')[column]));
    }

    [Fact]
    public void Run_Tiny_SummaryNamesItsVersion()
    {
        using var summary = JsonDocument.Parse(File.ReadAllBytes(run.Sandbox[Path.Combine(FinishedRun.Name, "summary.json")]));
        Assert.True(summary.RootElement.GetProperty("schemaVersion").GetInt32() >= 1);
    }

    [Fact(Timeout = 120_000)]
    public async Task Report_OfTheFolderAsItWasWritten_ChangesNoByteAndPrintsTheSame()
    {
        var before = run.Sandbox.Snapshot();
        var outcome = await run.Sandbox.Cbench.RunAsync("report", FinishedRun.Name);
        outcome.AssertExitCode(0);
        Assert.Empty(outcome.Error);
        Assert.Equal(before, run.Sandbox.Snapshot());
        Assert.Equal(run.Outcome.Output, outcome.Output);
    }

    /// <summary>Signs carry the verdicts, and escape codes are noise in a file.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Report_IntoAFile_IsTheSameWhateverTheLocaleAndTheBuildServer()
    {
        var cbench = new Cbench(run.Sandbox) { Environment = { ["LC_ALL"] = "en_US.ISO-8859-1", ["GITHUB_ACTIONS"] = "true", ["TERM"] = "xterm-256color", ["FORCE_COLOR"] = "1" } };
        var outcome = await cbench.RunAsync("report", FinishedRun.Name);
        outcome.AssertExitCode(0);
        Assert.Contains("│", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(run.Outcome.Output, outcome.Output);
    }

    /// <summary>Started as <c>dotnet cbench.dll</c>, with a path that a shell takes apart: the command that is printed works, elsewhere too.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_IntoAFolderThatIsThere_PrintsACommandThatCanBePasted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell is another");
        run.CopyTo(_sandbox["run 3"]);
        var started = new Cbench(_sandbox) { Wrapper = ["sh", "-c", "shift; exec dotnet \"$@\"", "sh"] };
        var refused = await started.RunAsync(Path.ChangeExtension(Cbench.Path, ".dll"), "--profile", "smoke", "--out", "run 3");
        refused.AssertRefused("exists already", "cbench.dll --resume '");

        var pasted = refused.Error.Split(" continue that run with: ")[1].Trim();
        var again = new Cbench(_sandbox) { Wrapper = ["sh", "-c", $"cd / && {pasted} --quiet", "sh"] };
        (await again.RunAsync()).AssertExitCode(0);
    }

    [Fact(Timeout = 120_000)]
    public async Task Report_OfTheMovedJournalAlone_MakesTheSameFilesWithoutTheirPath()
    {
        var copy = _sandbox["elsewhere/moved"];
        run.CopyTo(copy);
        foreach (var entry in new DirectoryInfo(copy).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else if (entry.Name is not ("run.json" or "measurements.jsonl"))
            {
                entry.Delete();
            }
        }

        (await _sandbox.Cbench.RunAsync("report", copy)).AssertExitCode(0);
        Assert.Equal(Sandbox.SnapshotOf(run.Sandbox[FinishedRun.Name]), Sandbox.SnapshotOf(copy));
        Assert.All(Directory.EnumerateFiles(copy, "*", SearchOption.AllDirectories), file =>
        {
            var bytes = File.ReadAllBytes(file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(_sandbox.Folder)) < 0, $"{file} names the folder");
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(run.Sandbox.Folder)) < 0, $"{file} names the first folder");
        });
    }

    [Fact(Timeout = 120_000)]
    public async Task Report_OfTheCompressedJournal_MakesTheSameFilesAndPrintsTheSame()
    {
        run.CopyTo(_sandbox[FinishedRun.Name]);
        var before = Sandbox.SnapshotOf(_sandbox[FinishedRun.Name]);
        Compress(_sandbox[$"{FinishedRun.Name}/measurements.jsonl"]);
        Directory.Delete(_sandbox[$"{FinishedRun.Name}/benchmarkdotnet"], recursive: true);
        File.Delete(_sandbox[$"{FinishedRun.Name}/summary.json"]);

        var outcome = await _sandbox.Cbench.RunAsync("report", FinishedRun.Name);
        outcome.AssertExitCode(0);
        Assert.Empty(outcome.Error);
        Assert.Equal(run.Outcome.Output, outcome.Output);
        Assert.Equal(WithoutJournal(before), WithoutJournal(Sandbox.SnapshotOf(_sandbox[FinishedRun.Name])));
        Assert.False(File.Exists(_sandbox[$"{FinishedRun.Name}/measurements.jsonl"]));
    }

    [Fact(Timeout = 120_000)]
    public async Task Resume_OfTheCompressedJournal_IsRefusedWithACommandThatCanBePasted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell is another");
        run.CopyTo(_sandbox["done 1"]);
        var before = Sandbox.SnapshotOf(_sandbox["done 1"]);
        Compress(_sandbox["done 1/measurements.jsonl"]);
        var refused = await _sandbox.Cbench.RunAsync("--resume", "done 1", "--quiet");
        refused.AssertRefused("done 1/measurements.jsonl.gz is compressed", "decompress it with: gzip -d '");

        await ShellAsync(refused.Error.Split(" decompress it with: ")[1].Trim());
        (await _sandbox.Cbench.RunAsync("--resume", "done 1", "--quiet")).AssertExitCode(0);
        Assert.Equal(before, Sandbox.SnapshotOf(_sandbox["done 1"]));
    }

    /// <summary>The lines before the damage can still be had, and are reported as those of any journal that was cut.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Report_OfACutArchive_IsRefusedWithACommandThatKeepsWhatIsWhole()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell is another");
        run.CopyTo(_sandbox["cut 1"]);
        var journal = _sandbox["cut 1/measurements.jsonl"];
        Compress(journal);
        var archive = await File.ReadAllBytesAsync($"{journal}.gz", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync($"{journal}.gz", archive[..^20], TestContext.Current.CancellationToken);
        var refused = await _sandbox.Cbench.RunAsync("report", "cut 1");
        refused.AssertRefused("cut 1/measurements.jsonl.gz is no gzip archive of one part, or a damaged or cut one", "gzip -dc '");

        await ShellAsync(refused.Error.Split(" before the damage with: ")[1].Trim());
        var outcome = await _sandbox.Cbench.RunAsync("report", "cut 1");
        outcome.AssertExitCode(0);
        Assert.Contains("cut 1/measurements.jsonl was cut", outcome.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Report_OfARunThatMeasuredNothing_SaysSoFirstAndFails()
    {
        run.CopyTo(_sandbox["nothing"]);
        var journal = _sandbox["nothing/measurements.jsonl"];
        var lines = await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(
            journal, lines.TakeWhile(line => !line.Contains("\"measurement\"", StringComparison.Ordinal)), TestContext.Current.CancellationToken);

        var outcome = await _sandbox.Cbench.RunAsync("report", "nothing");
        outcome.AssertExitCode(1);
        Assert.StartsWith("✘ Nothing could be measured: ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\n✘ Nothing could be measured: ", await File.ReadAllTextAsync(_sandbox["nothing/table.md"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(_sandbox["nothing/summary.json"], TestContext.Current.CancellationToken));
        Assert.StartsWith("Nothing could be measured: ", summary.RootElement.GetProperty("noAnswer").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Tiny_ClaimsThatItDidNotChoose_AreOneLine()
    {
        // The terminal breaks lines where they are full.
        Assert.Contains($"26 claims need: {Cbench.Path} --profile standard", run.Outcome.Output.ReplaceLineEndings(string.Empty), StringComparison.Ordinal);
        run.CopyTo(_sandbox["claims"]);
        Assert.Contains("\n26 claims need: cbench --profile standard\n", File.ReadAllText(_sandbox["claims/table.md"]), StringComparison.Ordinal);
        Assert.DoesNotContain("not measured:", run.Outcome.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Resume_OfAFinishedRun_MeasuresNothingMore()
    {
        run.CopyTo(_sandbox["done"]);
        var before = Sandbox.SnapshotOf(_sandbox["done"]);
        (await _sandbox.Cbench.RunAsync("--resume", "done", "--quiet")).AssertExitCode(0);
        Assert.Equal(before, Sandbox.SnapshotOf(_sandbox["done"]));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("report")]
    [InlineData("--resume")]
    public async Task OpenRun_LastLineCut_IsAcceptedAndSaid(string command)
    {
        run.CopyTo(_sandbox["cut"]);
        var journal = _sandbox["cut/measurements.jsonl"];
        var whole = await File.ReadAllBytesAsync(journal, TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(journal, """{"entry":"measurem""", TestContext.Current.CancellationToken);

        var outcome = await _sandbox.Cbench.RunAsync(command, "cut");
        outcome.AssertExitCode(0);
        var said = Assert.Single(outcome.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("cbench: ", said, StringComparison.Ordinal);
        Assert.Contains("cut/measurements.jsonl was cut", said, StringComparison.Ordinal);
        Assert.Equal(whole, (await File.ReadAllBytesAsync(journal, TestContext.Current.CancellationToken)).Take(whole.Length));
    }

    private static IEnumerable<string> WithoutJournal(IEnumerable<string> snapshot) => snapshot.Where(line => !line.StartsWith("measurements.jsonl", StringComparison.Ordinal));

    /// <summary>As <c>gzip</c> does.</summary>
    private static void Compress(string path)
    {
        using (var plain = File.OpenRead(path))
        using (var archive = new GZipStream(File.Create($"{path}.gz"), CompressionLevel.Optimal))
        {
            plain.CopyTo(archive);
        }

        File.Delete(path);
    }

    /// <summary>Runs a command as it was printed, in this sandbox's folder; gzip says that an archive is cut, so its exit code means nothing.</summary>
    private async Task ShellAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = _sandbox.Folder, RedirectStandardError = true })!;
        await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
