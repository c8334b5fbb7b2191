using System.Text;
using ConcurrencyBench.Abstractions;
using ScottPlot;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>
/// The colour and marker of each model, the same in every chart. A model says what it looks like; one that does not gets a look by its
/// name, so that a new model never changes an old one's. No two models of a run share a marker and nearly a colour; an open
/// marker counts as the filled one of its form, since a figure without interval has a hollow mark.
/// </summary>
internal sealed class Palette
{
    /// <summary>The least difference of two colours with one marker, by <see cref="ColorDifference"/>.</summary>
    public const double LeastDifference = 20;

    // P. Tol's and CARTO's sets for colour-blind readers; models have their colours from those of M. Okabe and K. Ito (2008) and P. Tol (2021).
    private static readonly string[] Others = ["#1D6996", "#38A6A5", "#73AF48", "#CC503E", "#94346E", "#6F4070", "#994E95", "#8C6D31"];

    private static readonly MarkerShape[] Shapes =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleUp,
        MarkerShape.FilledTriangleDown, MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenDiamond,
        MarkerShape.OpenTriangleUp, MarkerShape.OpenTriangleDown,
    ];

    /// <summary>Tried after all of <see cref="Shapes"/>, so that a model keeps what its name gave it before there were these.</summary>
    private static readonly MarkerShape[] Spare = [MarkerShape.Asterisk, MarkerShape.Eks];

    /// <summary>The palette of models that are named nowhere: each has the look of its name.</summary>
    public static readonly Palette ByName = new(new Dictionary<string, ModelLook>(), []);

    private readonly Dictionary<string, (Color Color, MarkerShape Marker)> _looks;

    /// <summary>Gives every model of a run its colour and marker.</summary>
    public Palette(IReadOnlyDictionary<string, ModelLook> known, IEnumerable<string> models)
    {
        _looks = known.ToDictionary(look => look.Key, look => (Color.FromHex(look.Value.Color), ShapeOf(look.Value)), StringComparer.Ordinal);

        // Sorted: what a model looks like must not depend on the order in which it was asked for.
        foreach (var model in models.Except(known.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            _looks[model] = Find(model);
        }
    }

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

    private static MarkerShape ShapeOf(ModelLook look) => look.Marker switch
    {
        MarkerForm.Square => look.IsOpen ? MarkerShape.OpenSquare : MarkerShape.FilledSquare,
        MarkerForm.Diamond => look.IsOpen ? MarkerShape.OpenDiamond : MarkerShape.FilledDiamond,
        MarkerForm.TriangleUp => look.IsOpen ? MarkerShape.OpenTriangleUp : MarkerShape.FilledTriangleUp,
        MarkerForm.TriangleDown => look.IsOpen ? MarkerShape.OpenTriangleDown : MarkerShape.FilledTriangleDown,
        MarkerForm.Cross => MarkerShape.Eks,
        MarkerForm.Star => MarkerShape.Asterisk,
        _ => look.IsOpen ? MarkerShape.OpenCircle : MarkerShape.FilledCircle,
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
