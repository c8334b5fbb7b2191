using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ConcurrencyBench.Models.Schedulers;

/// <summary>
/// A pool process as its parent sees it. A thread of its own reads its log and sees its end: the framework's events would
/// hold a thread of the thread pool for every process, which the models that share the parent would miss.
/// </summary>
internal sealed class PoolMember : IDisposable
{
    private const int LogLinesKept = 20;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly Thread _watch;
    private readonly Queue<string> _log = new(LogLinesKept);
    private readonly Action<string> _ended;

    /// <summary>Starts the process, without waiting for its first answer.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="ended">Told how it ended, on a thread of the member, whenever that is.</param>
    /// <exception cref="PoolProcessException">It could not be started.</exception>
    public PoolMember(ProcessStartInfo start, Action<string> ended)
    {
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new PoolProcessException($"cannot start a pool process ({start.FileName}): {failure.Message}");
        }

        Id = _process.Id;
        _input = _process.StandardInput.BaseStream;
        _output = _process.StandardOutput.BaseStream;
        _ended = ended;
        _watch = new Thread(Watch)
        {
            IsBackground = true,
            Name = string.Create(CultureInfo.InvariantCulture, $"{ThreadTeam.NamePrefix}pool-{Id}"),
        };
        _watch.Start();
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>Tells the process to take items until there are none.</summary>
    /// <exception cref="IOException">It has ended.</exception>
    public void Wake()
    {
        _input.WriteByte(PoolReply.Wake);
        _input.Flush();
    }

    /// <summary>Blocks until the process answers.</summary>
    /// <returns>What an item threw, or null.</returns>
    /// <exception cref="IOException">It has ended.</exception>
    public string? ReadReply() => PoolReply.Read(_output);

    /// <summary>Ends the process without asking.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Blocks until the end of a process that is ending has been told.</summary>
    public void WaitForEnd() => _watch.Join();

    /// <summary>Asks the process to end by closing its input; does not wait.</summary>
    public void Release()
    {
        // An answer that nobody reads any more must not hold it up.
        _input.Dispose();
        _output.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        if (!_process.WaitForExit(_patience))
        {
            _process.Kill();
        }

        _watch.Join();
        _process.Dispose();
    }

    private void Watch()
    {
        // Disposing the process leaves its streams open.
        using (var errors = _process.StandardError)
        {
            while (errors.ReadLine() is { } line)
            {
                if (_log.Count == LogLinesKept)
                {
                    _log.Dequeue();
                }

                _log.Enqueue(line);
            }
        }

        _process.WaitForExit();
        var log = _log.Count == 0 ? "it logged nothing" : $"its last log lines:\n{string.Join('\n', _log)}";
        _ended($"pool process {Id} {ExitReason.Of(_process.ExitCode)}; {log}");
    }
}
