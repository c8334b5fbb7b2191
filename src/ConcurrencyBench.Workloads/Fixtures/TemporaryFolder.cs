using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>The folder for temporary files, judged by using it.</summary>
public static class TemporaryFolder
{
    /// <summary>Tries whether files can be written there.</summary>
    /// <param name="bytes">How much room is needed.</param>
    /// <returns>Yes, or no with what the system said and the remedy.</returns>
    public static Applicability Try(int bytes)
    {
        var folder = Path.GetTempPath();
        string? made = null;
        try
        {
            made = Directory.CreateTempSubdirectory(Leftovers.Prefix("trial")).FullName;
            File.WriteAllBytes(Path.Combine(made, "trial"), new byte[bytes]);
            return Applicability.Yes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Applicability.No($"the temporary folder {folder} cannot be used ({exception.Message.TrimEnd('.')}): make room there, or set TMPDIR to another");
        }
        finally
        {
            Remove(made);
        }
    }

    private static void Remove(string? folder)
    {
        try
        {
            if (folder is not null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What could be made can be removed; if not, an empty file in the temporary folder does no harm.
        }
    }
}
