using System.Globalization;

namespace ConcurrencyBench.Processes;

/// <summary>Small files of /proc and /sys, which may vanish while they are read.</summary>
public static class ProcFile
{
    /// <summary>A file's text.</summary>
    /// <param name="path">Which file.</param>
    /// <returns>The text; null when the file or its process is not there or not for us.</returns>
    public static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A number on a line of the form "Name: 123 kB".</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="name">The line's name, without the colon.</param>
    /// <returns>The number as it stands; null when there is no such line.</returns>
    public static long? Field(string text, string name)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] == ':')
            {
                var value = line[(name.Length + 1)..].Trim();
                var end = value.IndexOfAny(' ', '\t');
                return long.Parse(end < 0 ? value : value[..end], CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    /// <summary>The sum of a number over several files.</summary>
    /// <param name="files">Their texts, null for one that could not be read.</param>
    /// <param name="name">The line's name, without the colon.</param>
    /// <returns>The sum; null when it is missing anywhere.</returns>
    public static long? Sum(IReadOnlyCollection<string?> files, string name)
    {
        long sum = 0;
        foreach (var text in files)
        {
            if (text is null || Field(text, name) is not { } value)
            {
                return null;
            }

            sum += value;
        }

        return sum;
    }
}
