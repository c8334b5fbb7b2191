namespace ConcurrencyBench.Models.Schedulers;

/// <summary>How a process ended, in words.</summary>
internal static class ExitReason
{
    // The runtime, like a shell, reports death by signal n as exit code 128 + n.
    private const int FirstSignalCode = 128;
    private const int LastSignal = 64;

    /// <summary>Describes an exit code.</summary>
    /// <param name="exitCode">As the runtime reports it.</param>
    /// <returns>A clause, as "was killed by signal 9 (SIGKILL)".</returns>
    public static string Of(int exitCode)
    {
        var signal = exitCode - FirstSignalCode;
        return !OperatingSystem.IsWindows() && signal is > 0 and <= LastSignal
            ? $"was killed by signal {signal}{NameOf(signal)}"
            : $"ended with exit code {exitCode}";
    }

    // The numbers that Linux and macOS share, of the signals that end processes in practice.
    private static string NameOf(int signal) => signal switch
    {
        2 => " (SIGINT)",
        6 => " (SIGABRT)",
        9 => " (SIGKILL)",
        11 => " (SIGSEGV)",
        15 => " (SIGTERM)",
        _ => string.Empty,
    };
}
