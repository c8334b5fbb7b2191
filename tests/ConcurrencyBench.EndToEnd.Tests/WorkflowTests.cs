using System.Text.RegularExpressions;
using ConcurrencyBench.EndToEnd.Tests.Driving;
using YamlDotNet.RepresentationModel;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>What the workflows of GitHub may do, and that none loses results.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Folder, ".github", "workflows"), "*.yml").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Actions_AreNamedByCommit(string file) =>
        Assert.All(
            Jobs(file).SelectMany(Steps).Select(step => Text(step, "uses")).OfType<string>(),
            action => Assert.Matches(PinnedAction(), action));

    [Theory]
    [MemberData(nameof(Files))]
    public void AJobThatRunsCommands_HasNoRightToWrite(string file)
    {
        // Without a word of the workflow, the repository's default holds, which may be to write.
        Assert.NotNull(Child(Workflow(file), "permissions"));
        Assert.DoesNotContain("write", Rights(Workflow(file)));
        Assert.All(
            Jobs(file).Where(job => Steps(job).Any(step => Text(step, "run") is not null)),
            job => Assert.DoesNotContain("write", Rights(job)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void AJobThatMayWrite_RunsNothingOfTheRepository(string file) =>
        Assert.All(
            Jobs(file).Where(job => Rights(job).Contains("write")).SelectMany(Steps),
            step =>
            {
                Assert.Null(Text(step, "run"));
                Assert.DoesNotContain("checkout", Text(step, "uses"), StringComparison.Ordinal);
            });

    [Theory]
    [MemberData(nameof(Files))]
    public void Packages_AreCachedByLockFile(string file) =>
        Assert.All(
            Jobs(file).SelectMany(Steps).Where(step => Text(step, "uses")?.StartsWith("actions/setup-dotnet", StringComparison.Ordinal) == true),
            step =>
            {
                var with = (YamlMappingNode)step["with"];
                Assert.Equal("true", Text(with, "cache"));
                Assert.Equal("**/packages.lock.json", Text(with, "cache-dependency-path"));
            });

    [Fact]
    public void Measuring_IsInNoConcurrencyGroup()
    {
        Assert.Null(Child(Workflow("results.yml"), "concurrency"));
        Assert.All(Jobs("results.yml").Where(Measures), job => Assert.Null(Child(job, "concurrency")));
    }

    [Fact]
    public void Measuring_HasTheSameInputsForEveryCommit() =>
        Assert.All(
            Jobs("results.yml").SelectMany(Steps).Select(step => Text(step, "run")).OfType<string>().Where(run => run.Contains("dotnet run", StringComparison.Ordinal)),
            run => Assert.Matches(" --seed [0-9]+ ", run));

    /// <summary>A run with a failed cell exits with 1, and its page is the one that people need.</summary>
    [Fact]
    public void Publishing_FollowsAFailedMeasurement()
    {
        var measure = Assert.Single(Jobs("results.yml"), Measures);
        var after = Steps(measure).SkipWhile(step => !IsMeasurement(step)).Skip(1).ToList();
        Assert.NotEmpty(after);
        Assert.All(after, step => Assert.StartsWith("always()", Text(step, "if"), StringComparison.Ordinal));
        var publish = Assert.Single(Jobs("results.yml"), job => Rights(job).Contains("write"));
        Assert.StartsWith("always()", Text(publish, "if"), StringComparison.Ordinal);
    }

    private static bool Measures(YamlMappingNode job) => Steps(job).Any(IsMeasurement);

    private static bool IsMeasurement(YamlMappingNode step) => Text(step, "run")?.StartsWith("dotnet run", StringComparison.Ordinal) == true;

    private static YamlMappingNode Workflow(string file)
    {
        using var reader = File.OpenText(Path.Combine(Repository.Folder, ".github", "workflows", file));
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static IEnumerable<YamlMappingNode> Jobs(string file) => ((YamlMappingNode)Workflow(file)["jobs"]).Children.Values.Cast<YamlMappingNode>();

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode job) => ((YamlSequenceNode)job["steps"]).Children.Cast<YamlMappingNode>();

    /// <summary>Empty where the permissions are not given: those of the workflow hold then.</summary>
    private static IReadOnlyList<string> Rights(YamlMappingNode node) =>
        Child(node, "permissions") is YamlMappingNode rights ? [.. rights.Children.Values.Select(right => right.ToString())] : [];

    private static string? Text(YamlMappingNode node, string name) => Child(node, name)?.ToString();

    private static YamlNode? Child(YamlMappingNode node, string name) => node.Children.TryGetValue(name, out var child) ? child : null;

    [GeneratedRegex("^[a-z-]+/[a-z-]+@[0-9a-f]{40}$")]
    private static partial Regex PinnedAction();
}
