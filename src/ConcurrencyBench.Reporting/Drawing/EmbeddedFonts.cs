using ScottPlot;
using SkiaSharp;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>
/// Open Sans out of this assembly, for a machine without fonts has no other, and one with fonts must draw the same
/// picture. ScottPlot asks it first.
/// </summary>
internal sealed class EmbeddedFonts : IFontResolver
{
    /// <summary>The family's name.</summary>
    public const string Family = "Open Sans";

    private static readonly Lazy<EmbeddedFonts> Registered = new(Register);

    private EmbeddedFonts()
    {
    }

    /// <summary>The upright face.</summary>
    public SKTypeface Regular { get; } = Load("OpenSans-Regular.ttf");

    /// <summary>The bold face.</summary>
    public SKTypeface Bold { get; } = Load("OpenSans-Bold.ttf");

    /// <summary>The fonts, known to ScottPlot and its default: to be asked for before a plot is made.</summary>
    public static EmbeddedFonts Use() => Registered.Value;

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.SemiBold, slant != FontSlant.Upright);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName != Family ? null : bold ? Bold : Regular;

    private static EmbeddedFonts Register()
    {
        var fonts = new EmbeddedFonts();
        Fonts.FontResolvers.Insert(0, fonts);
        Fonts.Default = Family;
        return fonts;
    }

    private static SKTypeface Load(string name)
    {
        using var stream = typeof(EmbeddedFonts).Assembly.GetManifestResourceStream(name)!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
