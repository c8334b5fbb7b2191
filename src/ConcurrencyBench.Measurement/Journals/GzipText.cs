using System.Buffers.Binary;
using System.IO.Compression;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>
/// What a gzip archive holds, to its end: the runtime's reader takes one that was cut for a shorter one. RFC 1952 ends an archive with
/// the length of what it holds, so a cut archive is found by that.
/// </summary>
internal sealed class GzipText : ReadOnlyStream
{
    private readonly GZipStream _stream;
    private readonly uint _expected;
    private long _length;

    /// <summary>Begins to read an archive.</summary>
    /// <param name="file">The archive, which is disposed of with this.</param>
    public GzipText(FileStream file)
    {
        _expected = LengthIn(file);
        _stream = new GZipStream(file, CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">It is no archive, or not a whole one.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = _stream.Read(buffer);
        _length += read;
        return read > 0 || buffer.IsEmpty || (uint)_length == _expected ? read : throw new InvalidDataException("the archive ends too early");
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private static uint LengthIn(FileStream file)
    {
        const int Header = 10;
        const int Trailer = 8;
        if (file.Length < Header + Trailer)
        {
            throw new InvalidDataException("the archive is too short to be one");
        }

        Span<byte> length = stackalloc byte[sizeof(uint)];
        file.Seek(-length.Length, SeekOrigin.End);
        file.ReadExactly(length);
        file.Seek(0, SeekOrigin.Begin);
        return BinaryPrimitives.ReadUInt32LittleEndian(length);
    }
}
