using System.Text;

namespace ConcurrencyBench.Cli.Output;

/// <summary>
/// Signs for a terminal that does not have them. An encoder writes <c>?</c> for what it lacks, which is this program's sign
/// for an open verdict. Here each has a spelling of its own, and what has none is written as its number.
/// </summary>
internal static class PlainSigns
{
    private static readonly Dictionary<int, string> _spellings = new()
    {
        ['✔'] = "[yes]",
        ['✘'] = "[no]",
        ['≥'] = ">=",
        ['≤'] = "<=",
        ['≈'] = "~",
        ['×'] = "x",
        ['÷'] = "/",
        ['–'] = "-",
        ['—'] = "-",
        ['−'] = "-",
        ['·'] = "|",
        ['…'] = "...",
        ['→'] = "->",
        ['µ'] = "u",
        ['μ'] = "u",
        ['∞'] = "inf",
        ['√'] = "sqrt",
        ['Σ'] = "sum",
        ['²'] = "^2",
        ['³'] = "^3",
        ['\u00a0'] = " ",
        ['\u202f'] = " ",
    };

    /// <summary>How text is spelled in an encoding.</summary>
    public static Func<string, string> In(Encoding encoding)
    {
        if (encoding.CodePage == Encoding.UTF8.CodePage)
        {
            return text => text;
        }

        var strict = (Encoding)encoding.Clone();
        strict.EncoderFallback = new EncoderReplacementFallback(string.Empty);
        return text => Ascii.IsValid(text) ? text : string.Concat(text.EnumerateRunes().Select(rune => Spell(rune, strict)));
    }

    private static string Spell(Rune rune, Encoding strict)
    {
        var text = rune.ToString();
        return rune.IsAscii || strict.GetByteCount(text) > 0 ? text : _spellings.GetValueOrDefault(rune.Value, $"\\u{{{rune.Value:x}}}");
    }
}
