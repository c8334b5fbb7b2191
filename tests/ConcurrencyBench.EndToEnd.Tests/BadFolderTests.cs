using System.Text.Json.Nodes;
using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>Folders that cannot be written or hold no run: refused with one line, and nothing in them is touched.</summary>
public sealed class BadFolderTests(FinishedRun run) : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public static TheoryData<string> Openers => ["report", "--resume"];

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Run_OutputFolderHasContents_IsRefusedAndTheyStay()
    {
        Directory.CreateDirectory(_sandbox["mine"]);
        await File.WriteAllTextAsync(_sandbox["mine/letter"], "precious", TestContext.Current.CancellationToken);
        await RefusesAsync(["--out", "mine"], "output folder mine exists already", "--out", "--resume");
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_OutputFolderIsAFile_IsRefusedAndItStays()
    {
        await File.WriteAllTextAsync(_sandbox["mine"], "precious", TestContext.Current.CancellationToken);
        await RefusesAsync(["--out", "mine"], "mine exists already", "--out");
    }

    /// <summary>What a killed run left is written over, so a link of that name would lead elsewhere.</summary>
    [Fact(Timeout = 60_000)]
    public async Task Run_OutputFolderOfAnotherUser_IsRefusedAndNoLinkInItIsFollowed()
    {
        Directory.CreateDirectory(_sandbox["theirs"]);
        await File.WriteAllTextAsync(_sandbox["mine"], "precious", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(_sandbox["theirs/.run.json.cbench-part"], _sandbox["mine"]);
        await Privilege.RequireAsync("chown", "65534", _sandbox["theirs"]);
        await RefusesAsync(["--profile", "smoke", "--out", "theirs"], "output folder theirs belongs to another user (number 65534)", "--out");
        Assert.Equal("precious", await File.ReadAllTextAsync(_sandbox["mine"], TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_OutputFolderBelowAFile_IsRefused()
    {
        await File.WriteAllTextAsync(_sandbox["afile"], "precious", TestContext.Current.CancellationToken);
        await RefusesAsync(["--out", "afile/x"], "cannot write the output folder afile/x", "--out");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Openers))]
    public async Task OpenRun_NoSuchFolder_IsRefused(string command) =>
        await RefusesAsync([command, "nowhere"], "run folder nowhere does not exist");

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Openers))]
    public async Task OpenRun_EmptyFolder_IsRefused(string command)
    {
        Directory.CreateDirectory(_sandbox["empty"]);
        await RefusesAsync([command, "empty"], "empty has no run.json");
    }

    [Fact(Timeout = 60_000)]
    public async Task Report_NoJournalYet_SaysThatNothingWasMeasured()
    {
        run.CopyTo(_sandbox["X"]);
        File.Delete(_sandbox["X/measurements.jsonl"]);
        await RefusesAsync(["report", "X"], "nothing has been measured yet in X", $"--resume {_sandbox["X"]}");
    }

    [Fact(Timeout = 60_000)]
    public async Task Resume_AnotherRunsManifest_IsRefused()
    {
        run.CopyTo(_sandbox["X"]);
        var manifest = await File.ReadAllTextAsync(_sandbox["X/run.json"], TestContext.Current.CancellationToken);
        var id = System.Text.Json.JsonDocument.Parse(manifest).RootElement.GetProperty("id").GetString()!;
        await File.WriteAllTextAsync(_sandbox["X/run.json"], manifest.Replace(id, "another", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await RefusesAsync(["--resume", "X"], "X/measurements.jsonl, line 1 does not fit its run", $"runId is '{id}'");
        await RefusesAsync(["report", "X"], "X/measurements.jsonl, line 1 does not fit its run", $"runId is '{id}'");
    }

    [Fact(Timeout = 60_000)]
    public async Task Report_EmptyJournal_IsRefused()
    {
        run.CopyTo(_sandbox["X"]);
        await File.WriteAllTextAsync(_sandbox["X/measurements.jsonl"], string.Empty, TestContext.Current.CancellationToken);
        await RefusesAsync(["report", "X"], "nothing has been measured yet in X", $"--resume {_sandbox["X"]}");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Openers))]
    public async Task OpenRun_NewerSchema_IsRefusedWithItsVersion(string command)
    {
        run.CopyTo(_sandbox["X"]);
        var manifest = await File.ReadAllTextAsync(_sandbox["X/run.json"], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            _sandbox["X/run.json"],
            manifest.Replace("\"schemaVersion\": 2,", "\"schemaVersion\": 99,", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        await RefusesAsync([command, "X"], "X/run.json has schema version 99", "use the program that wrote it");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Openers))]
    public async Task OpenRun_DamagedManifest_IsRefused(string command)
    {
        run.CopyTo(_sandbox["X"]);
        await File.WriteAllTextAsync(_sandbox["X/run.json"], "{", TestContext.Current.CancellationToken);
        await RefusesAsync([command, "X"], "X/run.json is damaged");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Openers))]
    public async Task OpenRun_DamagedLineInTheMiddle_IsRefusedByItsNumber(string command)
    {
        run.CopyTo(_sandbox["X"]);
        var lines = await File.ReadAllLinesAsync(_sandbox["X/measurements.jsonl"], TestContext.Current.CancellationToken);
        lines[2] = lines[2][..40];
        await File.WriteAllLinesAsync(_sandbox["X/measurements.jsonl"], lines, TestContext.Current.CancellationToken);
        await RefusesAsync([command, "X"], "X/measurements.jsonl, line 3 is damaged");
    }

    [Fact(Timeout = 60_000)]
    public async Task Resume_OnAnotherRuntime_IsRefusedWithBoth()
    {
        run.CopyTo(_sandbox["X"]);
        var manifest = await File.ReadAllTextAsync(_sandbox["X/run.json"], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            _sandbox["X/run.json"],
            manifest.Replace($"\"runtimeVersion\": \"{Environment.Version}\"", "\"runtimeVersion\": \"9.9.9\"", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        await RefusesAsync(["--resume", "X"], ".NET 9.9.9", $".NET {Environment.Version}", "continue it there, or start another run");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("--seed", "1")]
    [InlineData("--out", "Y")]
    public async Task Resume_WithASettingOfTheRun_IsRefused(string option, string value)
    {
        run.CopyTo(_sandbox["X"]);
        await RefusesAsync(["--resume", "X", option, value], $"{option} does not go with --resume");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("CBENCH_MODELS", "async", "CBENCH_MODELS is 'async', and the run was planned with 'threads'")]
    [InlineData("CBENCH_SEED", "1", "CBENCH_SEED is '1', and the run was planned without it")]
    [InlineData("CBENCH_MODELS", "threads", null)]
    [InlineData("CBENCH_QUIET", "yes", null)]
    public async Task Resume_WithAVariable_IsRefusedUnlessItIsWhatTheRunBeganWith(string name, string value, string? refusal)
    {
        run.CopyTo(_sandbox["X"]);
        _sandbox.Cbench.Environment[name] = value;
        if (refusal is not null)
        {
            await RefusesAsync(["--resume", "X"], refusal, "leave it out");
            return;
        }

        (await _sandbox.Cbench.RunAsync("--resume", "X")).AssertExitCode(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task Resume_WorkersWouldRunWithOtherSettings_IsRefusedAndEachIsNamed()
    {
        run.CopyTo(_sandbox["X"]);
        _sandbox.Cbench.Environment["DOTNET_gcServer"] = "1";
        _sandbox.Cbench.Environment["DOTNET_TieredCompilation"] = "0";
        await RefusesAsync(["--resume", "X"], "DOTNET_TieredCompilation=0 (was not set), DOTNET_gcServer=1 (was 0)", "start another run");
    }

    [Fact(Timeout = 60_000)]
    public async Task Resume_OfARunThatDoesNotSayWhatItsWorkersRanWith_SaysSoAndGoesOn()
    {
        run.CopyTo(_sandbox["X"]);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(_sandbox["X/run.json"], TestContext.Current.CancellationToken))!.AsObject();
        Assert.True(manifest.Remove("workers"));
        Assert.True(manifest.Remove("given"));
        await File.WriteAllTextAsync(_sandbox["X/run.json"], manifest.ToJsonString(), TestContext.Current.CancellationToken);
        _sandbox.Cbench.Environment["CBENCH_MODELS"] = "async";
        var outcome = await _sandbox.Cbench.RunAsync("--resume", "X");
        outcome.AssertExitCode(0);
        Assert.Contains("the run does not say what its workers ran with", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("CBENCH_MODELS does nothing here", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("not recorded", await File.ReadAllTextAsync(_sandbox["X/table.md"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task RefusesAsync(IReadOnlyList<string> arguments, params string[] parts)
    {
        var before = _sandbox.Snapshot();
        (await _sandbox.Cbench.RunAsync(arguments)).AssertRefused(parts);
        Assert.Equal(before, _sandbox.Snapshot());
    }
}
