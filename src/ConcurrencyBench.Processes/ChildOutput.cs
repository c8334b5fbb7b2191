using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace ConcurrencyBench.Processes;

/// <summary>
/// A stream that a child writes: it ends a second after the child at the latest, whichever other process holds the pipe open. Reads that
/// are awaited block a thread of the stream's own, not one of the thread pool.
/// </summary>
internal sealed class ChildOutput(Stream pipe, SafeHandle handle, ProcessHandle process) : ReadOnlyStream
{
    private readonly TaskThread _reader = new("cb-child-output");
    private int _left = ProcessHandle.MostInPipe;

    /// <summary>Makes the stream.</summary>
    /// <param name="pipe">The reading end, as the framework has it.</param>
    /// <param name="process">Knows of the child's end; null where this system has no such handle.</param>
    /// <returns>A stream that ends with the child; the pipe itself where that is not available.</returns>
    public static Stream Of(Stream pipe, ProcessHandle? process) =>
        process is not null && pipe is PipeStream known ? new ChildOutput(pipe, known.SafePipeHandle, process) : pipe;

    public override int Read(Span<byte> buffer) => process.Read(handle, buffer, ref _left);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(_reader.RunAsync(() => Read(buffer.Span)));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
            pipe.Dispose();
        }

        base.Dispose(disposing);
    }
}
