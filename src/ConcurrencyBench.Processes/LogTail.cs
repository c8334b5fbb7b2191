using System.Globalization;
using System.Text;

namespace ConcurrencyBench.Processes;

/// <summary>
/// The last lines of a log, in bounded memory: a line is cut while it is read, and the cut says how much is missing. A child may write
/// what it likes: 100 MB without a line feed took 4 GB in this process while a line was read as a whole.
/// </summary>
/// <param name="isKept">Called with each line as it ends: whether it is kept; null to keep all.</param>
public sealed class LogTail(Func<string, bool>? isKept = null)
{
    /// <summary>How many lines are kept.</summary>
    public const int MaxLines = 20;

    /// <summary>How many characters of a line are kept, before what says how many are not.</summary>
    public const int MaxLineLength = 1_000;

    private const int BufferBytes = 8192;

    private readonly Queue<string> _lines = new(MaxLines);
    private readonly StringBuilder _line = new();
    private long _cut;
    private bool _followsReturn;

    /// <summary>The last lines, oldest first; one that has not ended yet is among them.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines.Concat(_line.Length > 0 ? [Current()] : []).TakeLast(MaxLines)];
            }
        }
    }

    /// <summary>Reads a log until it ends.</summary>
    /// <param name="log">The log.</param>
    /// <param name="encoding">Its characters.</param>
    public void Read(Stream log, Encoding encoding)
    {
        var decoder = encoding.GetDecoder();
        var bytes = new byte[BufferBytes];
        var characters = new char[encoding.GetMaxCharCount(BufferBytes)];
        int read;
        do
        {
            read = log.Read(bytes);
            Add(characters.AsSpan(0, decoder.GetChars(bytes, 0, read, characters, 0, flush: read == 0)));
        }
        while (read > 0);

        lock (_lines)
        {
            if (_line.Length > 0)
            {
                EndLine();
            }
        }
    }

    private void Add(ReadOnlySpan<char> text)
    {
        lock (_lines)
        {
            while (text.Length > 0)
            {
                var end = text.IndexOfAny('\r', '\n');
                Extend(end < 0 ? text : text[..end]);
                if (end < 0)
                {
                    return;
                }

                // A return and a line feed end one line.
                if (text[end] == '\r' || !_followsReturn)
                {
                    EndLine();
                }

                _followsReturn = text[end] == '\r';
                text = text[(end + 1)..];
            }
        }
    }

    private void Extend(ReadOnlySpan<char> part)
    {
        if (part.Length > 0)
        {
            _followsReturn = false;
        }

        var kept = Math.Min(part.Length, MaxLineLength - _line.Length);
        _line.Append(part[..kept]);
        _cut += part.Length - kept;
    }

    private void EndLine()
    {
        var line = Current();
        if (isKept?.Invoke(line) is not false)
        {
            if (_lines.Count == MaxLines)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }

        _line.Clear();
        _cut = 0;
    }

    private string Current()
    {
        if (_cut == 0)
        {
            return _line.ToString();
        }

        // Half of a surrogate pair is no character.
        var kept = char.IsHighSurrogate(_line[^1]) ? _line.Length - 1 : _line.Length;
        return string.Create(CultureInfo.InvariantCulture, $"{_line.ToString(0, kept)} … ({_cut + _line.Length - kept:#,0} more characters)");
    }
}
