using System.Diagnostics;

namespace ConcurrencyBench.Core;

/// <summary>
/// A process of this program that this process started: it keeps the last lines of its log, says how it ended, and
/// ends with its whole tree when disposed. A child ends by itself when its standard input closes, so none outlives a
/// parent that was killed.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int LogLines = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Queue<string> _log = new();

    private ChildProcess(Process process)
    {
        _process = process;
        Id = process.Id;
        process.ErrorDataReceived += (_, line) => Log(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>The child's standard input; the child ends when it closes.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>The child's standard output.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The exit code, 128 and the signal's number when a signal ended it; null while it runs.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>The last lines of the child's standard error, oldest first.</summary>
    public IReadOnlyList<string> LogTail
    {
        get
        {
            lock (_log)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>Starts this program under a verb.</summary>
    /// <param name="environment">Variables to set beside the inherited ones.</param>
    /// <param name="arguments">The verb and its arguments.</param>
    /// <returns>The running child.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">The system refused to start it.</exception>
    public static ChildProcess Start(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var start = ProgramCommand.StartInfo(arguments);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>How the child ended, in a clause: exit code or signal.</summary>
    /// <returns>As "process 12 was ended by signal 9 (SIGKILL)".</returns>
    public string DescribeEnd() => ExitCode switch
    {
        null => $"process {Id} is still running",
        > 128 and int code => $"process {Id} was ended by signal {code - 128}{SignalName(code - 128)}",
        var code => $"process {Id} exited with code {code}",
    };

    /// <summary>Waits for the child to end by itself, and for the rest of its log.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends with the child.</returns>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Ends the child and its descendants at once.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Closes the child's input and waits for it to end; ends it by force when it does not.</summary>
    /// <returns>A task that ends when the child has.</returns>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _process.StandardInput.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The child is gone and took the pipe with it: what was asked for has happened.
        }

        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Kill();
            await WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        _process.Dispose();
    }

    private static string SignalName(int signal) => signal switch
    {
        2 => " (SIGINT)",
        6 => " (SIGABRT)",
        9 => " (SIGKILL)",
        11 => " (SIGSEGV)",
        15 => " (SIGTERM)",
        _ => string.Empty,
    };

    private void Log(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_log)
        {
            _log.Enqueue(line);
            while (_log.Count > LogLines)
            {
                _log.Dequeue();
            }
        }
    }
}
