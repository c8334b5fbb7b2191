using System.Globalization;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>Numbers the warnings of figures in the order in which they are printed.</summary>
/// <param name="widespread">Warnings that are said once for the whole document and therefore get no number.</param>
internal sealed class NoteList(IReadOnlyList<string> widespread)
{
    private const int FewestFigures = 3;

    private readonly List<(string Text, List<string> Figures)> _notes = [];
    private readonly HashSet<string> _figures = new(StringComparer.Ordinal);

    /// <summary>The notes so far, those that are said once left out.</summary>
    public IReadOnlyList<Note> Notes =>
    [
        .. _notes.Where(note => !widespread.Contains(note.Text)).Select((note, index) => new Note(index + 1, note.Text, note.Figures)),
    ];

    /// <summary>The warnings that more than two thirds of the figures carry.</summary>
    public IReadOnlyList<string> Widespread => _figures.Count < FewestFigures ? [] :
        [.. _notes.Where(note => 3 * note.Figures.Count > 2 * _figures.Count).Select(note => note.Text)];

    /// <summary>The warnings that are said once, each with how many figures it is about.</summary>
    public IReadOnlyList<string> Sentences =>
    [
        .. from note in _notes
           where widespread.Contains(note.Text)
           let share = note.Figures.Count == _figures.Count ? "all" : $"{note.Figures.Count.ToString(CultureInfo.InvariantCulture)} of"
           select $"{note.Text.TrimEnd('.')} (about {share} {_figures.Count.ToString(CultureInfo.InvariantCulture)} figures).",
    ];

    /// <summary>Takes a figure's warnings.</summary>
    /// <param name="figure">What the figure is, as "threads/http/16".</param>
    /// <param name="warnings">Its warnings; a figure without any is counted as well.</param>
    /// <returns>What to print behind the figure: " ¹ ³", or nothing.</returns>
    public string Marks(string figure, IEnumerable<string> warnings)
    {
        _figures.Add(figure);
        var marks = new List<string>();
        foreach (var warning in warnings.Distinct())
        {
            Add(figure, warning);
            if (!widespread.Contains(warning))
            {
                marks.Add($"\u00a0{Notes.First(note => note.Text == warning).Mark}");
            }
        }

        return string.Concat(marks);
    }

    private void Add(string figure, string warning)
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
    }
}
