namespace ConcurrencyBench.Processes;

/// <summary>Files in which the kernel tells of itself.</summary>
public static class SystemText
{
    /// <summary>A file's text.</summary>
    /// <param name="path">Which file.</param>
    /// <returns>The text; null when it is not there or not for us.</returns>
    public static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
