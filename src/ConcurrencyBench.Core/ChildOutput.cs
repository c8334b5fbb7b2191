using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace ConcurrencyBench.Core;

/// <summary>
/// A stream that a child writes: it ends a second after the child at the latest, whoever else holds the pipe open.
/// </summary>
/// <param name="pipe">The reading end.</param>
/// <param name="handle">The pipe's handle.</param>
/// <param name="process">Knows of the child's end.</param>
internal sealed class ChildOutput(Stream pipe, SafeHandle handle, ProcessHandle process) : Stream
{
    private int _left = ProcessHandle.MostInPipe;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Makes the stream.</summary>
    /// <param name="pipe">The reading end, as the framework has it.</param>
    /// <param name="process">Knows of the child's end; null where the system does not tell it.</param>
    /// <returns>A stream that ends with the child; the pipe itself where that cannot be had.</returns>
    public static Stream Of(Stream pipe, ProcessHandle? process) =>
        process is not null && pipe is PipeStream known ? new ChildOutput(pipe, known.SafePipeHandle, process) : pipe;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => process.Read(handle, buffer, ref _left);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            pipe.Dispose();
        }

        base.Dispose(disposing);
    }
}
