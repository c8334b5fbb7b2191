using System.Globalization;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>Numbers the warnings of figures in the order in which they are printed.</summary>
internal sealed class NoteList
{
    private readonly List<(string Text, List<string> Figures)> _notes = [];

    /// <summary>The notes so far.</summary>
    public IReadOnlyList<Note> Notes => [.. _notes.Select((note, index) => new Note(index + 1, note.Text, note.Figures))];

    /// <summary>Takes a figure's warnings.</summary>
    /// <param name="figure">What the figure is, as "speed-up of threads/http/16".</param>
    /// <param name="warnings">Its warnings.</param>
    /// <returns>What to print behind the figure: " [1] [3]", or nothing.</returns>
    public string Marks(string figure, IReadOnlyList<string> warnings) =>
        string.Concat(warnings.Select(warning => $" [{Number(figure, warning).ToString(CultureInfo.InvariantCulture)}]"));

    private int Number(string figure, string warning)
    {
        var index = _notes.FindIndex(note => note.Text == warning);
        if (index < 0)
        {
            index = _notes.Count;
            _notes.Add((warning, []));
        }

        if (!_notes[index].Figures.Contains(figure))
        {
            _notes[index].Figures.Add(figure);
        }

        return index + 1;
    }
}
