using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>The colours and markers of a run's models.</summary>
internal static class RunPalette
{
    public static Palette Palette(this RunView view) => new(view.Looks, view.Models);
}
