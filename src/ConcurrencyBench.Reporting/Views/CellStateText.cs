namespace ConcurrencyBench.Reporting.Views;

/// <summary>Why a cell has no figure, in words: 'not applicable' is said of what makes no sense, and of nothing else.</summary>
internal static class CellStateText
{
    private static readonly IReadOnlyList<(CellState State, string Words, string Label, string Meaning)> All =
    [
        (CellState.Failed, "✘ failed", "failed", string.Empty),
        (CellState.NotApplicable, "not applicable", "n/a", "the model does not do such work"),
        (CellState.NotInstalled, "not installed here", "n/i", "not installed here"),
        (CellState.OverLimit, "over a limit here", "limit", "over a limit of this machine"),
        (CellState.NotChosen, "not chosen", "n/c", "not chosen for this run"),
        (CellState.NotMeasured, Format.Absent, Format.Absent, "not measured"),
    ];

    /// <summary>What stands in a table.</summary>
    public static string Words(CellState state) => Find(state).Words;

    /// <summary>What stands in a chart.</summary>
    /// <returns>At most six characters.</returns>
    public static string Label(CellState state) => Find(state).Label;

    /// <summary>What the labels of a chart mean.</summary>
    /// <param name="labels">The labels in it; others than those of states are passed over.</param>
    public static IEnumerable<string> Legend(IEnumerable<string> labels)
    {
        var present = labels.ToHashSet();
        return All.Where(item => item.Meaning.Length > 0 && present.Contains(item.Label)).Select(item => $"{item.Label}: {item.Meaning}.");
    }

    private static (CellState State, string Words, string Label, string Meaning) Find(CellState state) => All.First(item => item.State == state);
}
