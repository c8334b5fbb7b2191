namespace ConcurrencyBench.Core;

/// <summary>Wrong input: the message is one line that says what is wrong, where, and what to do. The program exits with 2.</summary>
/// <param name="message">The line.</param>
public sealed class UsageException(string message) : Exception(message)
{
    /// <summary>A name that nothing has, with the nearest that something has.</summary>
    /// <param name="what">What kind of thing was named, as "model".</param>
    /// <param name="name">The name.</param>
    /// <param name="known">The names there are.</param>
    /// <returns>The exception to throw.</returns>
    public static UsageException Unknown(string what, string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        var nearest = names.OrderBy(candidate => Distance(name, candidate)).First();
        return new UsageException($"unknown {what} '{name}': did you mean '{nearest}'? The known ones are {string.Join(", ", names)}");
    }

    /// <summary>Levenshtein's distance (1966), ignoring case.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substitution = diagonal + (char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
