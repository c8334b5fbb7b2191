using System.Diagnostics;

namespace ConcurrencyBench.Core;

/// <summary>
/// A process that this process started: it keeps the last lines of its log, says how it ended, and ends when disposed.
/// A child of this program ends by itself when its standard input closes, so none outlives a parent that was killed.
/// A thread of its own reads its log and sees its end: the framework's events would hold a thread-pool thread for every
/// child, which models that share the parent would miss.
/// </summary>
public sealed class ChildProcess : IDisposable
{
    // The runtime, like a shell, reports death by signal n as exit code 128 + n.
    private const int FirstSignalCode = 128;
    private const int LastSignal = 64;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly LogTail _log = new();
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _watch;
    private readonly Action<ChildProcess>? _ended;
    private IReadOnlyList<int> _killed = [];

    private ChildProcess(Process process, Action<ChildProcess>? ended)
    {
        _process = process;
        _ended = ended;
        Id = process.Id;
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;
        _watch = new Thread(Watch) { IsBackground = true, Name = $"cb-child-{Id}" };
        _watch.Start();
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>The child's standard input; a child of this program ends when it closes.</summary>
    public Stream Input { get; }

    /// <summary>The child's standard output.</summary>
    public Stream Output { get; }

    /// <summary>The exit code, 128 and the signal's number when a signal ended it; null while it runs.</summary>
    public int? ExitCode => _exit.Task.IsCompleted ? _exit.Task.Result : null;

    /// <summary>The last lines of the child's standard error, oldest first, long ones cut; all there will be once it has ended.</summary>
    public IReadOnlyList<string> LogTail => _log.Lines;

    /// <summary>Starts a process.</summary>
    /// <param name="start">What to start, with all three streams redirected.</param>
    /// <param name="ended">Told once it has ended, on a thread of its own; null for nobody.</param>
    /// <returns>The running child.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">The system refused to start it.</exception>
    public static ChildProcess Start(ProcessStartInfo start, Action<ChildProcess>? ended = null) =>
        new(ForkingThread.Run(() => Process.Start(start)!), ended);

    /// <summary>How the child ended, in a clause: exit code or signal.</summary>
    /// <returns>As "process 12 was killed by signal 9 (SIGKILL)".</returns>
    public string DescribeEnd()
    {
        var signal = ExitCode - FirstSignalCode;
        return ExitCode is not { } code ? $"process {Id} is still running"
            : !OperatingSystem.IsWindows() && signal is > 0 and <= LastSignal ? $"process {Id} was killed by signal {signal}{NameOf(signal.Value)}"
            : $"process {Id} ended with exit code {code}";
    }

    /// <summary>Waits for the child to end by itself, and for the rest of its log.</summary>
    /// <param name="patience">How long at the most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends with the child.</returns>
    /// <exception cref="TimeoutException">It still runs.</exception>
    public Task WaitForExitAsync(TimeSpan patience, CancellationToken cancellationToken) => _exit.Task.WaitAsync(patience, cancellationToken);

    /// <summary>Blocks until the end of a child that is ending has been told.</summary>
    public void WaitForEnd() => _watch.Join();

    /// <summary>Ends the child and its descendants at once; does nothing when it has ended. Disposing waits until they are gone.</summary>
    public void Kill()
    {
        if (ExitCode is null)
        {
            // Of a tree that is killed twice, the second look may find less: whoever lost its parent has another.
            _killed = [.. _killed, .. ProcessTree.Of(Id)];
            _process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Asks the child to end by closing its streams; does not wait.</summary>
    public void Release()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // The child is gone and took the pipe with it: what was asked for has happened.
        }
        finally
        {
            // An answer that nobody reads any more must not hold it up.
            Output.Dispose();
        }
    }

    /// <summary>Asks the child to end, and ends it by force when it does not.</summary>
    public void Dispose()
    {
        Release();
        if (!_watch.Join(_patience))
        {
            Kill();
            _watch.Join();
        }

        // A killed descendant is no child of this process: it may still be ending when the child's end is known.
        SpinWait.SpinUntil(() => !_killed.Any(ProcessTree.IsAlive), _patience);
        _process.Dispose();
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

    private void Watch()
    {
        // Disposing the process leaves its streams open.
        using (var errors = _process.StandardError)
        {
            _log.Read(errors.BaseStream, errors.CurrentEncoding);
        }

        _process.WaitForExit();
        _exit.SetResult(_process.ExitCode);
        _ended?.Invoke(this);
    }
}
