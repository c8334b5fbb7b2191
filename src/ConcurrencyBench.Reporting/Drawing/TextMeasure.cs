using SkiaSharp;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>How much room text needs in the embedded font.</summary>
internal static class TextMeasure
{
    /// <summary>A font of the embedded family.</summary>
    public static SKFont Font(float size, bool isBold)
    {
        var fonts = EmbeddedFonts.Use();
        return new SKFont(isBold ? fonts.Bold : fonts.Regular, size) { Subpixel = true, Edging = SKFontEdging.Antialias };
    }

    /// <summary>The width of a line, CSS pixels.</summary>
    public static float Width(string text, float size, bool isBold = false)
    {
        using var font = Font(size, isBold);
        return font.MeasureText(text);
    }

    /// <summary>The width of the widest line, CSS pixels; 0 for none.</summary>
    public static float Widest(IEnumerable<string> texts, float size) =>
        texts.Select(text => Width(text, size)).DefaultIfEmpty(0).Max();

    /// <summary>Breaks text between words so that no line is wider than given, unless a word is.</summary>
    public static IReadOnlyList<string> Wrap(string text, float size, float width, bool isBold = false)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Width($"{lines[^1]} {word}", size, isBold) <= width)
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }
}
