using ConcurrencyBench.Reporting.Charts;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class PaletteTests
{
    private static readonly string[] Planned =
    [
        "sequential", "threads", "gil-threads", "processes", "event-loop", "async", "coroutines", "reactor", "green-threads", "futures-threads",
        "futures-processes", "gil-futures", "reactive", "distributed", "hub", "dataflow", "parallel", "channels",
    ];

    [Fact]
    public void Of_EveryPlannedModel_HasAColourOfItsOwn() =>
        Assert.Equal(Planned.Length, Planned.Select(model => Palette.Of(model).ToHex()).Distinct().Count());

    [Fact]
    public void Of_PlannedModelsOfOneColourFamily_DifferInMarkerOrColour() =>
        Assert.Equal(Planned.Length, Planned.Select(model => (Palette.Of(model).ToHex(), Palette.MarkerOf(model))).Distinct().Count());

    [Fact]
    public void Of_UnknownModel_IsTheSameEveryTime()
    {
        Assert.Equal(Palette.Of("fibers"), Palette.Of("fibers"));
        Assert.Equal("#994E95", Palette.Of("fibers").ToHex());
    }
}
