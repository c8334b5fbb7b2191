using System.Buffers;
using System.Buffers.Binary;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// Messages between a process and its parent, over the pipes that the parent redirected: a byte for its kind, a length, and a body of binary fields.
/// A pipe that only the two have needs no name and no key. Rejected: JSON, in which a digest or a document would be text in text;
/// a socket, which has to listen somewhere and ask who connects.
/// </summary>
/// <param name="input">What the other side writes.</param>
/// <param name="output">What the other side reads.</param>
internal sealed class PipeMessages(Stream input, Stream output)
{
    private const int HeaderBytes = 1 + sizeof(int);
    private const int LeastBuffer = 1 << 16;
    private const int MostBytes = 1 << 30;

    private readonly Lock _sending = new();
    private readonly ArrayBufferWriter<byte> _outgoing = new(HeaderBytes);
    private byte[] _incoming = new byte[LeastBuffer];
    private int _start;
    private int _end;
    private int _bodyBytes = -1;

    /// <summary>The body of the message that was received last, until the next is.</summary>
    public ReadOnlySpan<byte> Body => _incoming.AsSpan(_start + HeaderBytes, _bodyBytes);

    /// <summary>Sends a message whose body is known, as one write. Any thread may, at any time.</summary>
    /// <exception cref="IOException">The other side has ended.</exception>
    public void Send(byte kind, ReadOnlySpan<byte> body = default)
    {
        lock (_sending)
        {
            _outgoing.ResetWrittenCount();
            var header = _outgoing.GetSpan(HeaderBytes);
            header[0] = kind;
            BinaryPrimitives.WriteInt32LittleEndian(header[1..], body.Length);
            _outgoing.Advance(HeaderBytes);
            _outgoing.Write(body);
            output.Write(_outgoing.WrittenSpan);
            output.Flush();
        }
    }

    /// <summary>Waits for a message; one thread at a time does.</summary>
    /// <param name="kinds">The kinds that are expected.</param>
    /// <returns>Its kind; null when the other side has ended.</returns>
    /// <exception cref="InvalidDataException">Something else has written.</exception>
    public byte? Receive(ReadOnlySpan<byte> kinds)
    {
        Take();
        if (!TryFill(1))
        {
            return null;
        }

        var kind = _incoming[_start];
        if (!kinds.Contains(kind))
        {
            throw new InvalidDataException($"byte {kind:x2} on its standard output, where only answers belong");
        }

        if (!TryFill(HeaderBytes))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_incoming.AsSpan(_start + 1));
        if (length is < 0 or > MostBytes)
        {
            throw new InvalidDataException($"a message of {length} bytes");
        }

        if (!TryFill(HeaderBytes + length))
        {
            return null;
        }

        _bodyBytes = length;
        return kind;
    }

    /// <summary>Lets the last message go.</summary>
    private void Take()
    {
        if (_bodyBytes >= 0)
        {
            _start += HeaderBytes + _bodyBytes;
        }

        _bodyBytes = -1;
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }
    }

    private bool TryFill(int bytes)
    {
        if (_start + bytes > _incoming.Length)
        {
            MakeRoom(bytes);
        }

        while (_end - _start < bytes)
        {
            var read = input.Read(_incoming, _end, _incoming.Length - _end);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }

    private void MakeRoom(int bytes)
    {
        var target = bytes > _incoming.Length ? new byte[Math.Max(bytes, 2 * _incoming.Length)] : _incoming;
        _incoming.AsSpan(_start, _end - _start).CopyTo(target);
        (_incoming, _start, _end) = (target, 0, _end - _start);
    }
}
