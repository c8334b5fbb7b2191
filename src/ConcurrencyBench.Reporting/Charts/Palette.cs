using System.Text;
using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>
/// The colour of each model, the same in every chart and every version. Taken from the colour-blind-safe sets of
/// M. Okabe and K. Ito (2008) and P. Tol ("muted", 2021). A model that has no colour here gets one by its name, so
/// that a new model never changes an old one's.
/// </summary>
internal static class Palette
{
    private static readonly Dictionary<string, (string Color, MarkerShape Marker)> ByModel = new(StringComparer.Ordinal)
    {
        ["sequential"] = ("#7B8794", MarkerShape.FilledCircle),
        ["threads"] = ("#0072B2", MarkerShape.FilledSquare),
        ["gil-threads"] = ("#D55E00", MarkerShape.FilledDiamond),
        ["processes"] = ("#009E73", MarkerShape.FilledTriangleUp),
        ["event-loop"] = ("#56B4E9", MarkerShape.OpenSquare),
        ["async"] = ("#E69F00", MarkerShape.FilledCircle),
        ["coroutines"] = ("#882255", MarkerShape.OpenDiamond),
        ["reactor"] = ("#44AA99", MarkerShape.OpenTriangleUp),
        ["green-threads"] = ("#117733", MarkerShape.Eks),
        ["futures-threads"] = ("#332288", MarkerShape.FilledSquare),
        ["futures-processes"] = ("#999933", MarkerShape.OpenTriangleUp),
        ["gil-futures"] = ("#CC6677", MarkerShape.FilledDiamond),
        ["reactive"] = ("#CC79A7", MarkerShape.OpenCircle),
        ["distributed"] = ("#661100", MarkerShape.FilledTriangleDown),
        ["hub"] = ("#B8860B", MarkerShape.OpenTriangleDown),
        ["dataflow"] = ("#AA4499", MarkerShape.FilledTriangleDown),
        ["parallel"] = ("#6699CC", MarkerShape.OpenSquare),
        ["channels"] = ("#5F4690", MarkerShape.OpenCircle),
    };

    private static readonly string[] Others = ["#1D6996", "#38A6A5", "#73AF48", "#CC503E", "#94346E", "#6F4070", "#994E95", "#8C6D31"];

    private static readonly MarkerShape[] Shapes =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleUp,
        MarkerShape.FilledTriangleDown, MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenDiamond,
        MarkerShape.OpenTriangleUp, MarkerShape.OpenTriangleDown,
    ];

    /// <summary>A model's colour.</summary>
    /// <param name="model">The model's id.</param>
    /// <returns>The colour, opaque.</returns>
    public static Color Of(string model) =>
        Color.FromHex(ByModel.TryGetValue(model, out var known) ? known.Color : Others[Hash(model) % (uint)Others.Length]);

    /// <summary>A model's marker, which tells lines apart without colour.</summary>
    /// <param name="model">The model's id.</param>
    /// <returns>The shape.</returns>
    public static MarkerShape MarkerOf(string model) =>
        ByModel.TryGetValue(model, out var known) ? known.Marker : Shapes[Hash(model) % (uint)Shapes.Length];

    // FNV-1a: string.GetHashCode differs from process to process.
    private static uint Hash(string text) =>
        Encoding.UTF8.GetBytes(text).Aggregate(2166136261u, (hash, octet) => unchecked((hash ^ octet) * 16777619u));
}
