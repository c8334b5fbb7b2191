using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>What a worker writes, as long as its lines are of a sensible length: what reads lines would keep one that never ends.</summary>
/// <param name="stream">The worker's output; not owned.</param>
internal sealed class BoundedLines(Stream stream) : ReadOnlyStream
{
    /// <summary>The longest line: a hundred times the longest answer of this program's workers.</summary>
    public const int LongestLine = 1 << 20;

    private int _length;

    public override int Read(Span<byte> buffer) => Count(buffer[..stream.Read(buffer)]);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Count(buffer.Span[..read]);
    }

    private int Count(ReadOnlySpan<byte> read)
    {
        // The first line of what was read ends one that began before; those between are as short as the buffer.
        var first = read.IndexOf((byte)'\n');
        _length += first < 0 ? read.Length : first;
        if (_length > LongestLine)
        {
            throw new InvalidDataException("a line is longer than 1 MiB");
        }

        _length = first < 0 ? _length : read.Length - 1 - read.LastIndexOf((byte)'\n');
        return read.Length;
    }
}
