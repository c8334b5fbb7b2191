using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>The README's commands are such as the program takes, and its figures those of the reference run.</summary>
public sealed class ReadmeTests : IDisposable
{
    private const string Program = "dotnet run -c Release --project src/ConcurrencyBench.Cli";

    private readonly Sandbox _sandbox = new();

    public static TheoryData<string> Commands => [.. Lines().Where(line => line.StartsWith(Program + " -- ", StringComparison.Ordinal)).Distinct()];

    public void Dispose() => _sandbox.Dispose();

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Commands))]
    public async Task Command_OfTheReadme_IsUnderstood(string command)
    {
        var arguments = command[(Program.Length + " -- ".Length)..].Split(' ');
        if (arguments[0].StartsWith('-'))
        {
            // A run that is refused for its budget alone: everything before it was understood.
            var refused = await _sandbox.Cbench.RunAsync([.. arguments, "--budget", "0s"]);
            refused.AssertExitCode(2);
            Assert.Contains("--budget '0s'", refused.Error, StringComparison.Ordinal);
            return;
        }

        (await _sandbox.Cbench.RunAsync(arguments)).AssertExitCode(0);
    }

    [Fact]
    public void Readme_NamesTheTwoCommandsThatContinuousIntegrationRuns()
    {
        var script = File.ReadAllText(Path.Combine(Repository.Folder, ".ci", "run"));
        Assert.All([Program, "dotnet test -c Release"], command =>
        {
            Assert.Contains(command, Lines());
            Assert.Contains(command, script, StringComparison.Ordinal);
        });
    }

    /// <summary>With CBENCH_APPROVE=1 in the environment the README's part is written instead, to be read before it is committed.</summary>
    [Fact]
    public void Readme_ShowsWhatTheReferenceRunSays()
    {
        const string Begin = "<!-- reference -->\n";
        const string End = "<!-- /reference -->";
        var path = Path.Combine(Repository.Folder, "README.md");
        var readme = File.ReadAllText(path);
        var from = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = readme.IndexOf(End, StringComparison.Ordinal);
        var expected = ReferenceText.Of(Path.Combine(Repository.Folder, "results", "reference"));
        if (Environment.GetEnvironmentVariable("CBENCH_APPROVE") == "1")
        {
            File.WriteAllText(path, readme[..from] + expected + readme[to..]);
            return;
        }

        Assert.Equal(expected, readme[from..to]);
    }

    /// <summary>With CBENCH_APPROVE=1 in the environment the reports of the reference run are made anew instead.</summary>
    [Fact(Timeout = 60_000)]
    public async Task ReferenceTable_IsWhatThisProgramSays()
    {
        var reference = Path.Combine(Repository.Folder, "results", "reference");
        if (Environment.GetEnvironmentVariable("CBENCH_APPROVE") == "1")
        {
            (await _sandbox.Cbench.RunAsync("report", reference)).AssertExitCode(0);
            return;
        }

        Directory.CreateDirectory(_sandbox["reference"]);
        foreach (var path in Directory.EnumerateFiles(reference, "measurements.jsonl*").Append(Path.Combine(reference, "run.json")))
        {
            File.Copy(path, _sandbox[$"reference/{Path.GetFileName(path)}"]);
        }

        (await _sandbox.Cbench.RunAsync("report", "reference")).AssertExitCode(0);

        // The one that shows no more digits than all machines agree on.
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(reference, "table.md"), TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(_sandbox["reference/table.md"], TestContext.Current.CancellationToken));
    }

    private static IEnumerable<string> Lines() => File.ReadLines(Path.Combine(Repository.Folder, "README.md")).Select(line => line.Trim());
}
