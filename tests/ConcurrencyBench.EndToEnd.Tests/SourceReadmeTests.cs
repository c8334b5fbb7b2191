using System.Text.RegularExpressions;
using System.Xml.Linq;
using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>What src/README.md says of projects, folders and types is so.</summary>
public sealed partial class SourceReadmeTests
{
    private const string Prefix = "ConcurrencyBench.";
    private static readonly string Source = Path.Combine(Repository.Folder, "src");

    private static IEnumerable<string> Projects => Directory.GetDirectories(Source, Prefix + "*").Select(NameOf);

    private static string[] Lines => File.ReadAllLines(Path.Combine(Source, "README.md"));

    [Fact]
    public void SourceReadme_IsAtMostTwoHundredLines() => Assert.InRange(Lines.Length, 1, 200);

    [Fact]
    public void Picture_OfTheProjects_ShowsEachAndEveryReferenceToItsRight()
    {
        var places = PlacesInThePicture();
        Assert.Equal(Projects.Order(), places.Keys.Order());
        Assert.All(
            Projects.SelectMany(project => ReferencesOf(project).Select(reference => (From: project, To: reference))),
            edge => Assert.True(places[edge.From] < places[edge.To], $"{edge.From} references {edge.To}, which the picture shows to its left"));
    }

    [Fact]
    public void Table_OfTheProjects_NamesEachAndFoldersThatAreThere()
    {
        var rows = Lines.Select(line => TableRow().Match(line)).Where(row => row.Success).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);
        Assert.Equal(Projects.Order(), rows.Keys.Order());
        Assert.All(rows, row => Assert.All(
            FolderName().Matches(row.Value).Select(folder => Path.Combine(Source, Prefix + row.Key, folder.Groups[1].Value)),
            folder => Assert.True(Directory.Exists(folder), $"{folder} is not there")));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/README.md")]
    public void Names_InBackQuotes_AreOnesThatTheCodeUses(string readme)
    {
        var used = WordsOfTheCode();
        Assert.All(
            QuotedName().Matches(File.ReadAllText(Path.Combine(Repository.Folder, readme))).Select(name => name.Groups[1].Value),
            name => Assert.All(name.Split('.'), part => Assert.True(used.Contains(part), $"no code uses {part}, which {readme} names")));
    }

    private static string NameOf(string folder) => Path.GetFileName(folder)[Prefix.Length..];

    private static Dictionary<string, int> PlacesInThePicture() =>
        Lines.Where(line => line.Contains('─', StringComparison.Ordinal))
            .SelectMany(line => Name().Matches(line))
            .ToDictionary(name => name.Value, name => name.Index);

    private static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Load(Path.Combine(Source, Prefix + project, $"{Prefix}{project}.csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)[Prefix.Length..]);

    /// <summary>All words of the sources outside of comments: a name that only a comment still has is gone.</summary>
    private static HashSet<string> WordsOfTheCode() =>
    [
        .. new[] { "src", "benchmarks" }.SelectMany(top => Directory.EnumerateFiles(Path.Combine(Repository.Folder, top), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(File.ReadLines)
            .SelectMany(line => Name().Matches(Comment().Replace(line, string.Empty)).Select(word => word.Value)),
    ];

    [GeneratedRegex(@"^\| `(\w+)` \| (.*) \|$")]
    private static partial Regex TableRow();

    [GeneratedRegex(@"`(\w+)/`")]
    private static partial Regex FolderName();

    [GeneratedRegex(@"`([A-Z]\w*[a-z]\w*(\.[A-Z]\w*)*)`")]
    private static partial Regex QuotedName();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Name();

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comment();
}
