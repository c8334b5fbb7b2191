using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Cli;
using ConcurrencyBench.Reporting.Drawing;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>The models of the program in its charts.</summary>
public sealed class LooksTests
{
    // What users may add: the first two look alike by their names alone.
    private static readonly string[] Added = [.. SameLook(), "fibers", "pool", .. Enumerable.Range(0, 8).Select(number => $"mine-{number}")];

    private static IReadOnlyDictionary<string, ModelLook> Catalogue { get; } =
        BuiltInCatalog.Catalog.Models.ToDictionary(model => model.Id, model => model.Description.Look!);

    [Fact]
    public void Look_OfEveryModelOfTheCatalogue_IsSaidByTheModelAndUnlikeAnyOther()
    {
        Assert.True(Catalogue.Count > 20, "the catalogue is not that of the program");
        Assert.DoesNotContain(null, Catalogue.Values);
        Assert.Equal(Catalogue.Count, Catalogue.Values.Select(look => look.Color).Distinct().Count());
    }

    [Fact]
    public void Palette_ModelsOfTheCatalogueAndWhatUsersAdd_ShareNoMarkerWithNearlyAColour()
    {
        string[] models = [.. Catalogue.Keys, .. Added];
        var palette = new Palette(Catalogue, models);

        foreach (var (one, other) in models.SelectMany((one, index) => models.Skip(index + 1).Select(other => (one, other))))
        {
            Assert.True(
                Palette.FormOf(palette.ShapeOf(one)) != Palette.FormOf(palette.ShapeOf(other))
                    || ColorDifference.Between(palette.ColorOf(one), palette.ColorOf(other)) >= Palette.LeastDifference,
                $"{one} and {other} share a marker and nearly a colour");
        }
    }

    private static IEnumerable<string> SameLook() => Enumerable.Range(0, 1_000).Select(number => $"user-{number}")
        .GroupBy(model => (Palette.ByName.ColorOf(model).ToHex(), Palette.ByName.ShapeOf(model)))
        .First(look => look.Count() > 1).Take(2);
}
