using System.Buffers;
using System.Buffers.Binary;
using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// A process of a <see cref="PipedPool"/> as its parent sees it: orders go to its standard input, answers come from its standard output, and a third pipe, which
/// it inherits, stops an operation and ends it.
/// </summary>
internal sealed class PipedMember : IPoolMember
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly AnonymousPipeServerStream _control = new(PipeDirection.Out, HandleInheritability.Inheritable);
    private readonly ArrayBufferWriter<byte> _chunk = new();
    private readonly ManualResetEventSlim _hasStopped = new();
    private readonly ChildProcess _process;
    private readonly PipeMessages _messages;
    private bool _isRunning;
    private int _stopping;

    /// <summary>Starts the process, without waiting for its first answer.</summary>
    /// <param name="task">What it will run.</param>
    /// <param name="ended">Called with how it ended, on a separate thread, whenever that is.</param>
    /// <exception cref="PoolProcessException">It could not be started.</exception>
    public PipedMember(PoolTask task, Action<string> ended)
    {
        try
        {
            var start = ProgramCommand.StartInfo([PipedProcess.Verb, _control.GetClientHandleAsString(), .. task.ToArguments()]);
            _process = ChildProcess.Start(start, child => ended(PoolMember.Describe(child)));
        }
        catch (Win32Exception failure)
        {
            _control.Dispose();
            throw new PoolProcessException($"cannot start a pool process: {failure.Message}");
        }
        finally
        {
            _control.DisposeLocalCopyOfClientHandle();
        }

        _messages = new PipeMessages(_process.Output, _process.Input);
    }

    /// <inheritdoc/>
    public int Id => _process.Id;

    /// <summary>What the last answer has, until the next one.</summary>
    public ReadOnlySpan<byte> Answer => _messages.Body;

    /// <summary>Sends an order.</summary>
    /// <exception cref="IOException">The process has ended.</exception>
    public void Send(byte order, ReadOnlySpan<byte> body = default) => _messages.Send(order, body);

    /// <summary>Sends events of a stream.</summary>
    /// <exception cref="IOException">The process has ended.</exception>
    public void Send(ReadOnlySpan<HandlerEvent> events) => _messages.Send(PipeKind.Events, MemoryMarshal.AsBytes(events));

    /// <summary>Blocks until the process answers.</summary>
    /// <returns>What was thrown there; null when the order was obeyed.</returns>
    /// <exception cref="IOException">It has ended.</exception>
    /// <exception cref="InvalidDataException">Something else wrote to its standard output.</exception>
    public string? ReadAnswer()
    {
        while (true)
        {
            switch (_messages.Receive(PipeKind.Answers))
            {
                case PipeKind.Done:
                    return null;
                case PipeKind.Failed:
                    return $"in pool process {Id}: {Encoding.UTF8.GetString(_messages.Body)}";
                case PipeKind.Stopped when BinaryPrimitives.ReadInt32LittleEndian(_messages.Body) == Volatile.Read(ref _stopping):
                    _hasStopped.Set();
                    break;
                case PipeKind.Stopped:
                    break;
                default:
                    throw new EndOfStreamException();
            }
        }
    }

    /// <summary>Runs items there, unless their operation has been stopped, and completes those that ran.</summary>
    /// <param name="batch">Receives the digests.</param>
    /// <param name="chunk">The items.</param>
    /// <param name="operation">Which operation they belong to.</param>
    /// <param name="isStopped">Whether it has been stopped.</param>
    /// <returns>What an item threw; null when none did.</returns>
    /// <exception cref="IOException">The process has ended.</exception>
    public string? Run(Batch batch, Chunk chunk, int operation, Func<int, bool> isStopped)
    {
        lock (_lock)
        {
            _hasStopped.Reset();
            _isRunning = true;
        }

        try
        {
            if (isStopped(operation))
            {
                return null;
            }

            PipedChunk.Write(_chunk, operation, chunk, batch.Traits.Payloads);
            Send(PipeKind.Chunk, _chunk.WrittenSpan);
            if (ReadAnswer() is { } failure)
            {
                return failure;
            }

            PipedChunk.Complete(batch, chunk, Answer);
            return null;
        }
        finally
        {
            lock (_lock)
            {
                _isRunning = false;
                _hasStopped.Set();
            }
        }
    }

    /// <summary>Lets no item of an operation begin there any more, and waits until that is so.</summary>
    public void Stop(int operation)
    {
        lock (_lock)
        {
            if (!_isRunning)
            {
                return;
            }

            _stopping = operation;
            Span<byte> body = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(body, operation);
            try
            {
                _control.Write(body);
            }
            catch (IOException)
            {
                // It has ended, and begins nothing.
                return;
            }
        }

        _hasStopped.Wait(_patience);
    }

    /// <inheritdoc/>
    public void Kill() => _process.Kill();

    /// <inheritdoc/>
    public void WaitForEnd() => _process.WaitForEnd();

    /// <inheritdoc/>
    public void Release()
    {
        try
        {
            _control.Dispose();
        }
        catch (IOException)
        {
            // The process is gone and took the pipe with it.
        }

        _process.Release();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        _process.Dispose();
        _hasStopped.Dispose();
    }
}
