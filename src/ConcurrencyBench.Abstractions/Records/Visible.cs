using System.Globalization;
using System.Text;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>
/// Text of others (names, reasons, log lines) as text. What would steer a terminal, hide, or turn the direction of writing
/// is written as an escape that can be read, as "\u001b". A terminal obeys what a name says, and a page shows it in another order.
/// </summary>
public static class Visible
{
    private const char Escape = '\\';

    /// <summary>Text for a place of one line: line ends and tabs become spaces.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The same text where nothing in it controls anything.</returns>
    public static string Line(string text) => Of(text.ReplaceLineEndings(" ").Replace('\t', ' '));

    /// <summary>Text of several lines: line ends and tabs stay.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The same text where nothing else in it controls anything.</returns>
    public static string Lines(string text) => Of(text);

    private static string Of(string text)
    {
        StringBuilder? changed = null;
        for (var index = 0; index < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, index, out var rune);
            var length = isWhole ? rune.Utf16SequenceLength : 1;
            if (isWhole && (IsPlain(rune) || IsLineEnd(text, index)))
            {
                changed?.Append(text, index, length);
            }
            else
            {
                changed ??= new StringBuilder(text, 0, index, text.Length + 16);
                changed.Append(Escape).Append(CultureInfo.InvariantCulture, $"{(length == 1 ? $"u{(int)text[index]:x4}" : $"U{rune.Value:x8}")}");
            }

            index += length;
        }

        return changed?.ToString() ?? text;
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    // A return alone goes back over what was written.
    private static bool IsLineEnd(string text, int index) =>
        text[index] is '\n' or '\t' || (text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n');
}
