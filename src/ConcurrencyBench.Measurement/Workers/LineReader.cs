using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>Lines of bytes from a stream: requests stay UTF-8, since whatever decodes them would be compiled in the worker, again and again.</summary>
/// <param name="input">Where the lines come from; not disposed.</param>
internal sealed class LineReader(Stream input)
{
    private const byte NewLine = (byte)'\n';
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>Reads a line, waiting for it.</summary>
    /// <returns>The line without its end; null once the stream has ended. A last line without an end counts.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public byte[]? Read()
    {
        var searched = _start;
        while (true)
        {
            var length = _buffer.AsSpan(searched, _end - searched).IndexOf(NewLine);
            if (length >= 0)
            {
                var line = _buffer[_start..(searched + length)];
                _start = searched + length + 1;
                return line;
            }

            MakeRoom();
            searched = _end;
            var read = input.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
            {
                var rest = _buffer[_start.._end];
                _start = _end;
                return rest.Length == 0 ? null : rest;
            }

            _end += read;
        }
    }

    /// <summary>Moves what is not yet a line to the front, and makes the buffer larger when it fills it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MakeRoom()
    {
        if (_end - _start == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }
        else if (_start > 0)
        {
            Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }
    }
}
