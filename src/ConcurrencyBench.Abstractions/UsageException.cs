namespace ConcurrencyBench.Abstractions;

/// <summary>Wrong input: the message is one line that says what is wrong, where, and what to do. The program exits with 2.</summary>
/// <param name="message">The line.</param>
public sealed class UsageException(string message) : Exception(message)
{
    /// <summary>A name that nothing has, with the nearest that something has, where one is near.</summary>
    /// <param name="what">What kind of thing was named, as "model".</param>
    /// <param name="name">The name.</param>
    /// <param name="known">The names there are.</param>
    /// <returns>The exception to throw.</returns>
    public static UsageException Unknown(string what, string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        var nearest = Nearest(name, names) is { } likely ? $"did you mean '{likely}'? The" : "the";
        return new UsageException($"unknown {what} '{name}': {nearest} known ones are {string.Join(", ", names)}");
    }

    /// <summary>
    /// The name that was probably meant: at most a third of it was typed wrongly, or it begins with what was typed. Without
    /// this limit "help" became "silo".
    /// </summary>
    private static string? Nearest(string name, List<string> known)
    {
        var (nearest, distance) = known.Select(candidate => (candidate, Distance(name, candidate))).OrderBy(pair => pair.Item2).FirstOrDefault();
        return nearest is not null && 3 * distance <= Math.Max(name.Length, nearest.Length)
            ? nearest
            : name.TrimStart('-').Length > 1 ? known.Find(candidate => candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase)) : null;
    }

    /// <summary>The distance of Damerau (1964) and Levenshtein (1966), ignoring case: insertions, deletions, substitutions, and neighbours that were swapped.</summary>
    private static int Distance(string from, string to)
    {
        var distances = Enumerable.Range(0, from.Length + 1).Select(_ => new int[to.Length + 1]).ToArray();
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                distances[i][j] = i == 0 || j == 0 ? i + j : Math.Min(
                    distances[i - 1][j - 1] + (Same(i - 1, j - 1) ? 0 : 1),
                    Math.Min(distances[i - 1][j], distances[i][j - 1]) + 1);
                if (i > 1 && j > 1 && Same(i - 1, j - 2) && Same(i - 2, j - 1))
                {
                    distances[i][j] = Math.Min(distances[i][j], distances[i - 2][j - 2] + 1);
                }
            }
        }

        return distances[from.Length][to.Length];

        bool Same(int i, int j) => char.ToUpperInvariant(from[i]) == char.ToUpperInvariant(to[j]);
    }
}
