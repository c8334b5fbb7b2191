using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace ConcurrencyBench.Processes;

/// <summary>
/// A process that this process started: it keeps the last lines of its log, says how it ended, and ends when disposed.
/// A child of this program ends by itself when its standard input closes, so none outlives a parent that was killed.
/// A thread of its own reads its log and sees its end. The framework's events would hold a thread-pool thread for every
/// child, which models that share the parent would miss.
/// </summary>
public sealed class ChildProcess : IDisposable
{
    private const int IsDisposed = 1;
    private const int IsWatched = 2;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<ChildProcess, bool> _living = new();

    private readonly Process _process;
    private readonly ProcessHandle? _handle;
    private readonly LogTail _log;
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _watch;
    private readonly Action<ChildProcess>? _ended;
    private readonly ChildEnd _end;
    private IReadOnlyList<int> _killed = [];
    private int _done;

    private ChildProcess(Process process, bool isThisProgram, Action<ChildProcess>? ended)
    {
        _process = process;
        _ended = ended;
        Id = process.Id;
        _end = new ChildEnd(Id, isThisProgram);
        _log = new LogTail(_end.Take);
        _handle = ProcessHandle.Open(Id);
        Input = process.StandardInput.BaseStream;
        Output = ChildOutput.Of(process.StandardOutput.BaseStream, _handle);
        _living[this] = true;
        _watch = new Thread(Watch) { IsBackground = true, Name = $"cb-child-{Id}" };
        _watch.Start();
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>The child's standard input; a child of this program ends when it closes.</summary>
    public Stream Input { get; }

    /// <summary>The child's standard output; it ends with the child, also where another process still holds it.</summary>
    public Stream Output { get; }

    /// <summary>The exit code, 128 and the signal's number when a signal ended it; null while it runs.</summary>
    public int? ExitCode => _exit.Task.IsCompleted ? _exit.Task.Result : null;

    /// <summary>The last lines of the child's standard error, oldest first, long ones cut; all there will be once it has ended.</summary>
    public IReadOnlyList<string> LogTail => _log.Lines;

    /// <summary>Starts a process.</summary>
    /// <param name="start">What to start, with all three streams redirected.</param>
    /// <param name="ended">Called once it has ended, on a separate thread; may be null.</param>
    /// <param name="cores">On how many cores it and its own children may run; null for those of this process. See <see cref="CoreAffinity"/>.</param>
    /// <returns>The running child.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">The system refused to start it.</exception>
    public static ChildProcess Start(ProcessStartInfo start, Action<ChildProcess>? ended = null, int? cores = null) =>
        new(ForkingThread.Run(() => CoreAffinity.On(cores, () => Process.Start(start)!)), ProgramCommand.Starts(start), ended);

    /// <summary>Ends every child of this process at once, for a program that is about to end and waits for nothing any more.</summary>
    public static void KillAll()
    {
        foreach (var child in _living.Keys)
        {
            try
            {
                child.Kill();
            }
            catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or AggregateException)
            {
                // The system refuses, or the child has just ended: the others are still to be ended.
            }
        }
    }

    /// <summary>How the child ended, in a clause: exit code or signal, and the cause where its log says one.</summary>
    /// <returns>As "process 12 was killed by signal 9 (SIGKILL)".</returns>
    public string DescribeEnd() => _end.Describe(ExitCode);

    /// <summary>Waits for the child to end by itself, and for the rest of its log.</summary>
    /// <param name="patience">How long at the most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends with the child.</returns>
    /// <exception cref="TimeoutException">It still runs.</exception>
    public Task WaitForExitAsync(TimeSpan patience, CancellationToken cancellationToken) => _exit.Task.WaitAsync(patience, cancellationToken);

    /// <summary>Blocks until the end of a child that is ending has been reported.</summary>
    public void WaitForEnd() => _watch.Join();

    /// <summary>
    /// Ends the child, its descendants and the group that it led at once; does nothing when it has ended. Disposing waits until they are gone.
    /// </summary>
    public void Kill()
    {
        if (ExitCode is null)
        {
            // Of a tree that is killed twice, the second look may find less: a process that lost its parent has another.
            var now = ProcessGroup.Now();
            _killed = [.. _killed, .. ProcessTree.Of(Id)];
            _process.Kill(entireProcessTree: true);
            _killed = [.. _killed, .. ProcessGroup.End(Id, now)];
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
            // An answer without a reader must not hold it up.
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

            // One that not even this ends, since the system holds it, must not hold this process.
            _watch.Join(_patience);
        }

        // A killed descendant is no child of this process: it may still be ending when the child's end is known.
        SpinWait.SpinUntil(() => !_killed.Any(ProcessTree.IsAlive), _patience);
        Finish(IsDisposed);
    }

    private void Watch()
    {
        // Disposing the process leaves its streams open.
        using (var errors = _process.StandardError)
        {
            _log.Read(ChildOutput.Of(errors.BaseStream, _handle), errors.CurrentEncoding);
        }

        _process.WaitForExit();
        EndGroup();
        _living.TryRemove(this, out _);
        _exit.SetResult(_process.ExitCode);
        _ended?.Invoke(this);
        Finish(IsWatched);
    }

    /// <summary>The later of the two frees what both use: of a child that the system holds, the watch goes on when this is disposed.</summary>
    private void Finish(int part)
    {
        if ((Interlocked.Or(ref _done, part) | part) == (IsDisposed | IsWatched))
        {
            _process.Dispose();
            _handle?.Dispose();
        }
    }

    /// <summary>What it started and left behind would live for ever: no other process knows of it.</summary>
    private void EndGroup()
    {
        // In this order: what passes between the two on a busy machine makes the moment later, and not earlier than the child's end.
        var sinceEnd = ProcessGroup.Ticks(_handle?.SinceEnd ?? TimeSpan.Zero);
        _killed = [.. _killed, .. ProcessGroup.End(Id, ProcessGroup.Now() - sinceEnd)];
    }
}
