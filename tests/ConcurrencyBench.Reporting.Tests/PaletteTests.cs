using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Reporting.Drawing;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class PaletteTests
{
    private static readonly IReadOnlyDictionary<string, ModelLook> Known = new Dictionary<string, ModelLook>
    {
        ["mine"] = new("#1D6996", MarkerForm.Circle, IsOpen: true),
        ["yours"] = new("#CC503E", MarkerForm.Cross),
    };

    [Fact]
    public void New_ModelThatSaysWhatItLooksLike_LooksSo()
    {
        var palette = new Palette(Known, ["mine"]);

        Assert.Equal(("#1D6996", ScottPlot.MarkerShape.OpenCircle), (palette.ColorOf("mine").ToHex(), palette.ShapeOf("mine")));
        Assert.Equal(("#CC503E", ScottPlot.MarkerShape.Eks), (palette.ColorOf("yours").ToHex(), palette.ShapeOf("yours")));
    }

    [Theory]
    [InlineData(MarkerForm.Circle)]
    [InlineData(MarkerForm.Square)]
    [InlineData(MarkerForm.Diamond)]
    [InlineData(MarkerForm.TriangleUp)]
    [InlineData(MarkerForm.TriangleDown)]
    public void New_OpenMarker_IsOfTheFormOfTheFilledOne(MarkerForm form)
    {
        var palette = new Palette(new Dictionary<string, ModelLook> { ["filled"] = new("#000000", form), ["open"] = new("#000000", form, IsOpen: true) }, []);

        Assert.Equal($"Filled{form}", palette.ShapeOf("filled").ToString());
        Assert.Equal($"Open{form}", palette.ShapeOf("open").ToString());
        Assert.Equal(palette.ShapeOf("filled"), Palette.FormOf(palette.ShapeOf("open")));
    }

    [Fact]
    public void Of_UnknownModel_IsTheSameEveryTime()
    {
        Assert.Equal(Palette.ByName.ColorOf("fibers"), Palette.ByName.ColorOf("fibers"));
        Assert.Equal("#994E95", Palette.ByName.ColorOf("fibers").ToHex());
    }

    [Fact]
    public void New_ModelsOfTheCatalogueAndWhatUsersAdd_ShareNoMarkerWithNearlyAColour()
    {
        // Users' names, the first two of which the hash alone makes look alike.
        string[] added = [.. SameLook(), "fibers", "pool", .. Enumerable.Range(0, 8).Select(number => $"mine-{number}")];
        string[] models = [.. Known.Keys, .. added];
        var palette = new Palette(Known, models);

        foreach (var (one, other) in models.SelectMany((one, index) => models.Skip(index + 1).Select(other => (one, other))))
        {
            Assert.True(
                Palette.FormOf(palette.ShapeOf(one)) != Palette.FormOf(palette.ShapeOf(other))
                    || ColorDifference.Between(palette.ColorOf(one), palette.ColorOf(other)) >= Palette.LeastDifference,
                $"{one} and {other} share a marker and nearly a colour");
        }
    }

    [Fact]
    public void New_ManyMoreModelsThanLooks_GivesEachALook()
    {
        var models = Enumerable.Range(0, 200).Select(number => $"model-{number}").ToList();
        var palette = new Palette(Known, models);

        Assert.All(models, model => Assert.NotEqual(ScottPlot.MarkerShape.None, palette.ShapeOf(model)));
    }

    [Fact]
    public void New_AnyOrder_GivesTheSameLooks()
    {
        string[] models = [.. SameLook(), "fibers"];

        Assert.Equal(
            models.Select(model => (new Palette(Known, models).ColorOf(model), new Palette(Known, models).ShapeOf(model))),
            models.Select(model => (new Palette(Known, models.Reverse()).ColorOf(model), new Palette(Known, models.Reverse()).ShapeOf(model))));
    }

    // Of the test data of Sharma, Wu and Dalal (2005), pairs 1, 7, 10, 17 and 25: small, grey, opposite and large differences.
    [Theory]
    [InlineData(50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425)]
    [InlineData(50, 0, 0, 50, -1, 2, 2.3669)]
    [InlineData(50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195)]
    [InlineData(50, 2.5, 0, 50, 0, -2.5, 4.3065)]
    [InlineData(50, 2.5, 0, 73, 25, -18, 27.1492)]
    [InlineData(60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644)]
    [InlineData(2.0776, 0.0795, -1.135, 0.9033, -0.0636, -0.5514, 0.9082)]
    public void ColorDifference_PublishedPair_IsAsPublished(double l1, double a1, double b1, double l2, double a2, double b2, double expected) =>
        Assert.Equal(expected, ColorDifference.Between((l1, a1, b1), (l2, a2, b2)), 0.0001);

    [Fact]
    public void ColorDifference_BlackAndWhite_IsAHundred() => Assert.Equal(100, ColorDifference.Between(ScottPlot.Colors.Black, ScottPlot.Colors.White), 0.01);

    private static string[] SameLook()
    {
        var names = Enumerable.Range(0, 1_000).Select(number => $"user-{number}").GroupBy(model => (Palette.ByName.ColorOf(model).ToHex(), Palette.ByName.ShapeOf(model)));
        return [.. names.First(look => look.Count() > 1).Take(2)];
    }
}
