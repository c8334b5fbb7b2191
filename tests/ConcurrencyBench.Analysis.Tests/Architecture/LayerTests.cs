using System.Reflection;
using System.Text.RegularExpressions;

namespace ConcurrencyBench.Analysis.Tests.Architecture;

/// <summary>
/// The folders of the analysis are layers: each uses only itself and those before it. What a report reads (<c>Results</c>) is plain data and
/// comes first, so that every layer can fill its part; <see cref="Analyzer"/> stands above all of them.
/// </summary>
public sealed partial class LayerTests
{
    private const string Root = "ConcurrencyBench.Analysis";

    private static readonly string[] Layers = ["Results", "Statistics", "Metrics", "Samples", "Judging", "Claims", "Calibrating"];

    private static readonly Assembly Analysis = typeof(Analyzer).Assembly;

    private static IEnumerable<Type> Types => Analysis.GetTypes().Where(type => type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true);

    [Fact]
    public void Types_OfTheAnalysis_LieInALayerOrAboveAll() => Assert.All(
        Types, type => Assert.True(LayerOf(type.Namespace!) >= 0, $"{type} is in no layer"));

    [Fact]
    public void Types_OfALayer_UseOnlyThoseOfLayersBefore() => Assert.Empty(Violations(Layers));

    [Fact]
    public void Types_HeldAgainstAnotherOrder_AreFoundToViolateIt()
    {
        Assert.Contains("Samples.CellSamples uses Metrics.Metric", Violations(["Results", "Statistics", "Samples", "Metrics", "Judging", "Claims"]));
        Assert.Contains("Judging.LimitTest uses Results.Figure", Violations(["Statistics", "Metrics", "Samples", "Judging", "Claims", "Results"]));
    }

    [Fact]
    public void Sources_OfALayer_ImportOnlyLayersBefore()
    {
        // What the compiler puts in place, as a constant, leaves no trace in the assembly but for its import.
        foreach (var (place, layer) in Layers.Index())
        {
            Assert.All(Directory.EnumerateFiles(Path.Combine(Folder(), layer), "*.cs"), file => Assert.All(
                Import().Matches(File.ReadAllText(file)).Select(import => import.Groups[1].Value),
                imported => Assert.True(Array.IndexOf(Layers, imported) is >= 0 and var other && other <= place, $"{layer}/{Path.GetFileName(file)} imports {imported}")));
        }
    }

    [Fact]
    public void Analysis_OfAProgram_KnowsOfTheProgramOnlyWhatItsFilesContain() => Assert.Equal(
        ["ConcurrencyBench.Abstractions"],
        Analysis.GetReferencedAssemblies().Select(assembly => assembly.Name!).Where(name => name.StartsWith("ConcurrencyBench", StringComparison.Ordinal)));

    private static IReadOnlyList<string> Violations(string[] layers) =>
    [
        .. from type in Types
           from used in TypeReferences.Of(type)
           where used.Assembly == Analysis && used.Namespace is not null && LayerOf(used.Namespace, layers) > LayerOf(type.Namespace!, layers)
           select $"{Short(type)} uses {Short(used)}",
    ];

    private static int LayerOf(string space) => LayerOf(space, Layers);

    private static int LayerOf(string space, string[] layers) => space == Root ? layers.Length : Array.IndexOf(layers, space[(Root.Length + 1)..]);

    private static string Short(Type type) => type.FullName![(Root.Length + 1)..];

    private static string Folder() =>
        typeof(LayerTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "AnalysisFolder").Value!;

    [GeneratedRegex(@"^using (?:static )?ConcurrencyBench\.Analysis\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Import();
}
