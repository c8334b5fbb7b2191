using ConcurrencyBench.Reporting.Tables;

namespace ConcurrencyBench.Cli.Output;

/// <summary>Makes a table fit: background columns go, then columns of numbers are spread over several tables.</summary>
internal static class TableSplitter
{
    /// <summary>Below this, columns that say what is known without the run leave no room for those that it is about.</summary>
    private const int RoomForBackground = 140;

    private const int Border = 3;

    /// <summary>The parts of a table, each with its leading columns and as many others as fit.</summary>
    /// <returns>At least one part.</returns>
    public static IEnumerable<TextTable> Of(TextTable table, int width)
    {
        int[] kept = [.. table.Columns.Index().Where(item => width >= RoomForBackground || !item.Item.IsBackground).Select(item => item.Index)];
        var shown = Select(table, kept);
        var others = shown.Columns.Index().Skip(shown.Leading).ToList();
        if (others.Any(item => item.Item.Alignment != TextAlignment.Right))
        {
            yield return shown;
            yield break;
        }

        int[] leading = [.. Enumerable.Range(0, shown.Leading)];
        var room = width - 1 - leading.Sum(column => Width(shown, column));
        foreach (var part in Fill(shown, [.. others.Select(item => item.Index)], room))
        {
            yield return Select(shown, [.. leading, .. part]);
        }
    }

    private static List<List<int>> Fill(TextTable table, IEnumerable<int> columns, int room)
    {
        var parts = new List<List<int>> { new() };
        var left = room;
        foreach (var column in columns)
        {
            var needed = Width(table, column);
            if (needed > left && parts[^1].Count > 0)
            {
                parts.Add([]);
                left = room;
            }

            parts[^1].Add(column);
            left -= needed;
        }

        return parts;
    }

    /// <summary>The room that a column needs without wrapping.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">Which column, from 0.</param>
    public static int Width(TextTable table, int column) => Border + table.Rows.SelectMany(row => row[column].Lines)
        .Select(line => line.Text.Length).Append(table.Columns[column].Header.Length).Max();

    private static TextTable Select(TextTable table, int[] columns) => table with
    {
        Columns = [.. columns.Select(column => table.Columns[column])],
        Rows = [.. table.Rows.Select(row => columns.Select(column => row[column]).ToList())],
    };
}
