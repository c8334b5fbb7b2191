using System.Globalization;
using System.Xml.Linq;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>
/// Makes Skia's SVG fit for a page. Skia places every glyph by the font it was drawn with, which falls apart in any
/// other font. Here a text has one position and its length, so that whatever font the reader has fills the same space.
/// </summary>
internal static class SvgText
{
    private const string Families = "'Open Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Cleans a document.</summary>
    /// <param name="xml">What Skia wrote.</param>
    /// <param name="prefix">What its only ids begin with.</param>
    /// <param name="picture">The picture, for its title and description.</param>
    /// <returns>One <c>svg</c> element, without declaration, ended by a line feed.</returns>
    public static string Clean(string xml, string prefix, ChartImage picture)
    {
        var root = XDocument.Parse(xml).Root!;
        root.SetAttributeValue("viewBox", $"0 0 {root.Attribute("width")!.Value} {root.Attribute("height")!.Value}");
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-labelledby", $"{prefix}-title {prefix}-desc");
        RemoveClips(root);
        foreach (var text in root.Descendants(Svg + "text"))
        {
            Settle(text);
        }

        root.AddFirst(
            new XElement(Svg + "title", new XAttribute("id", $"{prefix}-title"), picture.Title),
            new XElement(Svg + "desc", new XAttribute("id", $"{prefix}-desc"), picture.Description));
        root.Attributes().Where(attribute => attribute.IsNamespaceDeclaration && attribute.Value.EndsWith("xlink", StringComparison.Ordinal)).Remove();
        return root.ToString(SaveOptions.DisableFormatting).ReplaceLineEndings("\n") + "\n";
    }

    // Panels clamp what they draw, so nothing needs clipping; and Skia numbers its clips across all documents of the
    // process, so that no two files would be alike.
    private static void RemoveClips(XElement root)
    {
        root.Descendants(Svg + "clipPath").Remove();
        foreach (var group in root.Descendants(Svg + "g").Where(group => group.Attribute("clip-path") is not null).ToList())
        {
            group.ReplaceWith(group.Nodes());
        }
    }

    private static void Settle(XElement text)
    {
        var isBold = text.Attribute("font-weight") is not null;
        var content = text.Value.Trim('\n', '\t');
        text.ReplaceNodes(content);
        text.SetAttributeValue("x", First(text, "x"));
        text.SetAttributeValue("y", First(text, "y"));
        text.SetAttributeValue("font-family", Families);
        if (content.Length > 1)
        {
            var size = float.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture);
            text.SetAttributeValue("textLength", TextMeasure.Width(content, size, isBold).ToString("0.##", CultureInfo.InvariantCulture));
            text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
        }
    }

    private static string First(XElement text, string attribute) => text.Attribute(attribute)!.Value.Split(',')[0].Trim();
}
