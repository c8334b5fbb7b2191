using System.Text;
using ScottPlot;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>
/// The colour of each model, the same in every chart and every version. Taken from the colour-blind-safe sets of
/// M. Okabe and K. Ito (2008) and P. Tol ("muted", 2021). A model that has no colour here gets one by its name, so
/// that a new model never changes an old one's. No two models of a run share a marker and nearly a colour; an open
/// marker counts as the filled one of its form, since a figure without interval has a hollow mark.
/// </summary>
internal sealed class Palette
{
    /// <summary>The least difference of two colours with one marker, by <see cref="ColorDifference"/>.</summary>
    public const double LeastDifference = 20;

    private static readonly Dictionary<string, (string Color, MarkerShape Marker)> ByModel = new(StringComparer.Ordinal)
    {
        ["sequential"] = ("#7B8794", MarkerShape.FilledCircle),
        ["threads"] = ("#0072B2", MarkerShape.FilledSquare),
        ["gil-threads"] = ("#D55E00", MarkerShape.FilledDiamond),
        ["gil-threads-short"] = ("#1D6996", MarkerShape.OpenTriangleDown),
        ["processes"] = ("#009E73", MarkerShape.FilledTriangleUp),
        ["event-loop"] = ("#56B4E9", MarkerShape.OpenSquare),
        ["async"] = ("#E69F00", MarkerShape.FilledCircle),
        ["coroutines"] = ("#882255", MarkerShape.OpenDiamond),
        ["reactor"] = ("#44AA99", MarkerShape.OpenTriangleDown),
        ["green-threads"] = ("#117733", MarkerShape.Eks),
        ["green-compiled"] = ("#94346E", MarkerShape.Asterisk),
        ["futures-threads"] = ("#332288", MarkerShape.FilledSquare),
        ["futures-processes"] = ("#999933", MarkerShape.OpenTriangleUp),
        ["gil-futures"] = ("#CC6677", MarkerShape.FilledDiamond),
        ["reactive"] = ("#CC79A7", MarkerShape.OpenCircle),
        ["distributed"] = ("#661100", MarkerShape.FilledTriangleDown),
        ["hub"] = ("#B8860B", MarkerShape.OpenTriangleDown),
        ["hub-unpatched"] = ("#CC503E", MarkerShape.FilledSquare),
        ["dataflow"] = ("#AA4499", MarkerShape.FilledTriangleDown),
        ["parallel"] = ("#6699CC", MarkerShape.OpenDiamond),
        ["channels"] = ("#5F4690", MarkerShape.OpenCircle),
    };

    private static readonly string[] Others = ["#1D6996", "#38A6A5", "#73AF48", "#CC503E", "#94346E", "#6F4070", "#994E95", "#8C6D31"];

    private static readonly MarkerShape[] Shapes =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleUp,
        MarkerShape.FilledTriangleDown, MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenDiamond,
        MarkerShape.OpenTriangleUp, MarkerShape.OpenTriangleDown,
    ];

    /// <summary>Tried after all of <see cref="Shapes"/>, so that a model keeps what its name gave it before there were these.</summary>
    private static readonly MarkerShape[] Spare = [MarkerShape.Asterisk, MarkerShape.Eks];

    /// <summary>The palette of the models that are known here, and of any other alone.</summary>
    public static readonly Palette Known = new([]);

    private readonly Dictionary<string, (Color Color, MarkerShape Marker)> _looks =
        ByModel.ToDictionary(known => known.Key, known => (Color.FromHex(known.Value.Color), known.Value.Marker), StringComparer.Ordinal);

    /// <summary>Gives every model of a run its colour and marker.</summary>
    public Palette(IEnumerable<string> models)
    {
        // Sorted: what a model looks like must not depend on the order in which it was asked for.
        foreach (var model in models.Except(ByModel.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            _looks[model] = Find(model);
        }
    }

    /// <summary>A model's colour in a run that has no other model that is unknown here.</summary>
    public static Color Of(string model) => Known.ColorOf(model);

    /// <summary>A model's marker in a run that has no other model that is unknown here.</summary>
    public static MarkerShape MarkerOf(string model) => Known.ShapeOf(model);

    /// <summary>A model's colour.</summary>
    public Color ColorOf(string model) => LookOf(model).Color;

    /// <summary>A model's marker, which distinguishes lines without colour.</summary>
    public MarkerShape ShapeOf(string model) => LookOf(model).Marker;

    /// <summary>A model's line in a legend.</summary>
    public LegendEntry Entry(string model) => new(model, ColorOf(model), ShapeOf(model));

    /// <summary>The form of a marker, filled or open.</summary>
    public static MarkerShape FormOf(MarkerShape marker) => marker switch
    {
        MarkerShape.OpenCircle => MarkerShape.FilledCircle,
        MarkerShape.OpenSquare => MarkerShape.FilledSquare,
        MarkerShape.OpenDiamond => MarkerShape.FilledDiamond,
        MarkerShape.OpenTriangleUp => MarkerShape.FilledTriangleUp,
        MarkerShape.OpenTriangleDown => MarkerShape.FilledTriangleDown,
        _ => marker,
    };

    private (Color Color, MarkerShape Marker) LookOf(string model) => _looks.TryGetValue(model, out var look) ? look : Find(model);

    /// <summary>By its name, and where that looks like another model, the next that does not.</summary>
    private (Color Color, MarkerShape Marker) Find(string model)
    {
        var (color, shape) = ((int)(Hash(model) % (uint)Others.Length), (int)(Hash(model) % (uint)Shapes.Length));
        MarkerShape[] markers = [.. Enumerable.Range(0, Shapes.Length).Select(next => Shapes[(shape + next) % Shapes.Length]), .. Spare];
        List<(Color Color, MarkerShape Marker)> candidates =
        [
            .. from next in Enumerable.Range(0, Others.Length)
               from marker in markers
               select (Color.FromHex(Others[(color + next) % Others.Length]), marker),
        ];

        // Of more models than can be distinguished, the last look as their names say.
        return candidates.Where(IsDistinct).DefaultIfEmpty(candidates[0]).First();
    }

    private bool IsDistinct((Color Color, MarkerShape Marker) look) => _looks.Values.All(
        other => FormOf(other.Marker) != FormOf(look.Marker) || ColorDifference.Between(other.Color, look.Color) >= LeastDifference);

    // FNV-1a: string.GetHashCode differs from process to process.
    private static uint Hash(string text) =>
        Encoding.UTF8.GetBytes(text).Aggregate(2166136261u, (hash, octet) => unchecked((hash ^ octet) * 16777619u));
}
