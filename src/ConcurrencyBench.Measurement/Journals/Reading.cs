using ConcurrencyBench.Core;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>Reading a user's file, with a refusal that names it.</summary>
public static class Reading
{
    /// <summary>Reads a file.</summary>
    /// <typeparam name="T">What reading gives.</typeparam>
    /// <param name="path">Which file.</param>
    /// <param name="read">How.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="UsageException">The system refused.</exception>
    public static T File<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot read {path} ({exception.Message.TrimEnd('.')}): check its permissions, and that no run is using it");
        }
    }
}
