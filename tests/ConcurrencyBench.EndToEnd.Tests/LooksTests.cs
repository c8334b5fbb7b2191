using ConcurrencyBench.Cli;
using ConcurrencyBench.Reporting.Drawing;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>The models of the program in its charts.</summary>
public sealed class LooksTests
{
    [Fact]
    public void Palette_EveryModelOfTheCatalogue_SharesNoMarkerWithNearlyAColour()
    {
        string[] models = [.. BuiltInCatalog.Catalog.Models.Select(model => model.Id)];
        var palette = new Palette(models);

        Assert.True(models.Length > 20, "the catalogue is not that of the program");
        foreach (var (one, other) in models.SelectMany((one, index) => models.Skip(index + 1).Select(other => (one, other))))
        {
            Assert.True(
                Palette.FormOf(palette.ShapeOf(one)) != Palette.FormOf(palette.ShapeOf(other))
                    || ColorDifference.Between(palette.ColorOf(one), palette.ColorOf(other)) >= Palette.LeastDifference,
                $"{one} and {other} share a marker and nearly a colour");
        }
    }
}
