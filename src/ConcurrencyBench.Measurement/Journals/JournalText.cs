using System.Globalization;
using System.Text;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>
/// The text of a journal as UTF-8, portion by portion: a long one is never in memory whole. The file may be compressed, and its text may be
/// as tools and editors write it: UTF-8 with or without a byte-order mark, or UTF-16 with one.
/// </summary>
internal sealed class JournalText : IDisposable
{
    /// <summary>What the name of a compressed journal ends in.</summary>
    public const string CompressedSuffix = ".gz";

    /// <summary>The longest line that is read.</summary>
    public const int LongestLine = BoundedLines.LongestLine;

    /// <summary>More than any run writes. An archive may hold a thousand times its own size.</summary>
    private const long MostBytes = 1L << 30;

    private const int PortionBytes = 4 * LongestLine;

    private readonly string _path;
    private readonly long _most;
    private readonly byte[] _buffer = new byte[PortionBytes];
    private readonly Stream _stream;
    private int _start;
    private int _end;
    private long _read;
    private long _blank;

    private JournalText(string path, Stream bytes, long most)
    {
        (_path, _most) = (path, most);
        _end = bytes.ReadAtLeast(_buffer.AsSpan(0, 2), 2, throwOnEndOfStream: false);
        _stream = (_buffer[0], _buffer[1]) switch
        {
            (0xFF, 0xFE) => Transcoded(bytes, Encoding.Unicode),
            (0xFE, 0xFF) => Transcoded(bytes, Encoding.BigEndianUnicode),
            (0xEF, 0xBB) => WithoutMark(bytes),
            _ => bytes,
        };
        IsAsWritten = _end > 0;
    }

    /// <summary>Whether the file begins with this text itself, and not with a mark or in another encoding.</summary>
    public bool IsAsWritten { get; }

    /// <summary>How many bytes the lines have that were read so far, up to the last that is not blank.</summary>
    public long Length { get; private set; }

    /// <summary>What follows the last line feed, as far as it was read.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Opens a journal.</summary>
    /// <param name="path">Where.</param>
    /// <param name="most">How many bytes its text may have.</param>
    /// <returns>Its text, of which nothing was read yet.</returns>
    /// <exception cref="InvalidDataException">It is no archive, though its name says so.</exception>
    public static JournalText Open(string path, long most = MostBytes)
    {
        var file = File.OpenRead(path);
        try
        {
            return new JournalText(path, IsCompressed(path) ? new GzipText(file) : file, most);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a journal is compressed, which its name says.</summary>
    /// <param name="path">Its path.</param>
    public static bool IsCompressed(string path) => path.EndsWith(CompressedSuffix, StringComparison.Ordinal);

    /// <summary>Whether a line says nothing.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    /// <summary>Reads on to the end.</summary>
    /// <returns>
    /// The whole lines, in portions; each is valid until the next. Blank lines at the end are no lines, as an editor leaves them: those before
    /// another line are given as one empty line.
    /// </returns>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public IEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> Portions()
    {
        for (var isEnd = false; !isEnd;)
        {
            isEnd = !Fill();
            yield return Lines();
            Rest.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>Reads as much as there is room for.</summary>
    /// <returns>False at the end.</returns>
    private bool Fill()
    {
        var room = _buffer.AsSpan(_end);
        var read = _stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
        _end += read;
        _read += read;
        return _read <= _most ? read == room.Length
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{_path} has more than {_most >> 20} MiB of text, which no run writes: restore the file"));
    }

    private List<ReadOnlyMemory<byte>> Lines()
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        while (Rest.IndexOf((byte)'\n') is var length and >= 0)
        {
            Add(lines, _buffer.AsMemory(_start, length));
            _start += length + 1;
        }

        return lines;
    }

    private void Add(List<ReadOnlyMemory<byte>> lines, ReadOnlyMemory<byte> line)
    {
        if (IsBlank(line.Span))
        {
            _blank += line.Length + 1;
            return;
        }

        if (_blank > 0)
        {
            lines.Add(ReadOnlyMemory<byte>.Empty);
        }

        lines.Add(line);
        Length += _blank + line.Length + 1;
        _blank = 0;
    }

    /// <summary>The two bytes of the mark are not text.</summary>
    private Stream Transcoded(Stream bytes, Encoding encoding)
    {
        _end = 0;
        return Encoding.CreateTranscodingStream(bytes, encoding, Encoding.UTF8);
    }

    private Stream WithoutMark(Stream bytes)
    {
        _end += bytes.Read(_buffer.AsSpan(2, 1));
        _end = _buffer[2] == 0xBF ? 0 : _end;
        return bytes;
    }
}
