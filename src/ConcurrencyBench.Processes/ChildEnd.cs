using System.Globalization;

namespace ConcurrencyBench.Processes;

/// <summary>How a child ended, and why as far as its log says so.</summary>
/// <param name="process">Its id.</param>
/// <param name="isThisProgram">Whether the child is this program, whose log says when it has begun: what ends it before that is the runtime's host.</param>
internal sealed class ChildEnd(int process, bool isThisProgram)
{
    // The runtime, like a shell, reports death by signal n as exit code 128 + n.
    private const int FirstSignalCode = 128;
    private const int LastSignal = 64;
    private const int Abort = 6;

    // Its codes are 0x80008081 to 0x800080a8, of which a parent sees the lowest byte.
    private const int FirstHostCode = 0x81;
    private const int LastHostCode = 0xa8;

    // With which the runtime begins to say why it ends a process.
    private static readonly IReadOnlyList<string> _causes = ["Unhandled exception. ", "Process terminated.", "Out of memory.", "Fatal error.", "Stack overflow."];

    private string? _first;
    private string? _cause;
    private bool _hasBegun;

    /// <summary>Takes note of a line of the log.</summary>
    /// <returns>Whether it is for a reader: not the one that says that the child has begun.</returns>
    public bool Take(string line)
    {
        if (isThisProgram && !_hasBegun && line == ChildLifetime.Mark)
        {
            _hasBegun = true;
            return false;
        }

        _first ??= string.IsNullOrWhiteSpace(line) ? null : line.Trim();
        _cause ??= _causes.Any(cause => line.StartsWith(cause, StringComparison.Ordinal)) ? line.Trim() : null;
        return true;
    }

    /// <summary>How it ended, in a clause.</summary>
    /// <param name="exitCode">Its exit code; null while it runs.</param>
    /// <returns>As "process 12 was killed by signal 9 (SIGKILL)".</returns>
    public string Describe(int? exitCode)
    {
        if (exitCode is not { } code)
        {
            return $"process {process} is still running";
        }

        if (IsHosts(code))
        {
            return string.Create(CultureInfo.InvariantCulture, $"process {process} was not started by the .NET host (code 0x800080{code:x2}): {_first}");
        }

        var signal = code - FirstSignalCode;
        return OperatingSystem.IsWindows() || signal is <= 0 or > LastSignal ? $"process {process} ended with exit code {code}"
            : $"process {process} was killed by signal {signal}{NameOf(signal)}{(signal == Abort && _cause is not null ? $": {_cause}" : string.Empty)}";
    }

    /// <summary>Whether the runtime's host gave up. It says why first, which a signal does not.</summary>
    private bool IsHosts(int code) =>
        isThisProgram && !OperatingSystem.IsWindows() && !_hasBegun && _first is not null && _cause is null && code is >= FirstHostCode and <= LastHostCode;

    // The numbers that Linux and macOS share, of the signals that end processes in practice.
    private static string NameOf(int signal) => signal switch
    {
        2 => " (SIGINT)",
        Abort => " (SIGABRT)",
        9 => " (SIGKILL)",
        11 => " (SIGSEGV)",
        15 => " (SIGTERM)",
        _ => string.Empty,
    };
}
