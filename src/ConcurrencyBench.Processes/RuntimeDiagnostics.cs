using System.Globalization;

namespace ConcurrencyBench.Processes;

/// <summary>
/// The files with which the runtime lets other processes attach to this one. A process that is killed leaves them behind; what this program starts
/// has none (see <see cref="ProgramCommand"/>), but no setting of a program's own turns them off.
/// </summary>
public static class RuntimeDiagnostics
{
    private const string Switch = "DOTNET_EnableDiagnostics";

    /// <summary>Removes the files of this process, unless its user wants them. The runtime does not mind, and removes nothing at its end.</summary>
    public static void Withdraw()
    {
        if (Environment.GetEnvironmentVariable(Switch) is not null || ProcessTree.StartOf(Environment.ProcessId) is not { } start)
        {
            return;
        }

        // As the runtime names them on Linux: with the process's number and start.
        var process = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{start}");
        foreach (var name in new[] { $"dotnet-diagnostic-{process}-socket", $"clr-debug-pipe-{process}-in", $"clr-debug-pipe-{process}-out" })
        {
            try
            {
                File.Delete(Path.Combine(Path.GetTempPath(), name));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It stays, as it would in any other program.
            }
        }
    }
}
