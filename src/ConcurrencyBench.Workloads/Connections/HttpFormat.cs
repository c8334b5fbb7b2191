using System.Buffers.Text;
using System.Text;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>
/// The <c>http</c> workload's messages: as much of HTTP/1.1 (RFC 9112) as a GET without a body and a reply with a Content-Length
/// need. Rejected: .NET's own client, which has no callbacks, and of which the blocking and the asynchronous form run
/// different code, so that clients would be compared instead of models.
/// </summary>
/// <param name="authority">The server's address, for the Host field.</param>
/// <param name="isDelayed">Whether replies are asked for that the server delays.</param>
internal sealed class HttpFormat(string? authority, bool isDelayed = true) : IWireFormat
{
    private readonly byte[] _start = Encoding.ASCII.GetBytes($"GET {(isDelayed ? "/" : HttpServedFormat.AtOncePath)}");
    private readonly byte[] _rest = Encoding.ASCII.GetBytes($" HTTP/1.1\r\nHost: {authority}\r\n\r\n");

    public int Capacity => 2048;

    private static ReadOnlySpan<byte> LengthField => "content-length:"u8;

    public int WriteRequest(int item, Span<byte> request)
    {
        _start.CopyTo(request);
        Utf8Formatter.TryFormat(item, request[_start.Length..], out var digits);
        _rest.CopyTo(request[(_start.Length + digits)..]);
        return _start.Length + digits + _rest.Length;
    }

    public bool TryRead(ReadOnlySpan<byte> received, out ulong digest)
    {
        digest = 0;
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return received.Length < Capacity ? false : throw new InvalidDataException("the server's header does not end");
        }

        var body = received[(end + 4)..];
        var length = ContentLength(received[..(end + 2)]);
        if (body.Length > length)
        {
            throw new InvalidDataException("the server's answer goes on after its end");
        }

        var isWhole = body.Length == length;
        digest = isWhole ? Digest.Of(body) : 0;
        return isWhole;
    }

    private int ContentLength(ReadOnlySpan<byte> header)
    {
        if (!header.StartsWith("HTTP/1.1 200 "u8))
        {
            throw new InvalidDataException("the server's answer is no success");
        }

        for (var line = header.IndexOf((byte)'\n') + 1; line > 0 && line < header.Length;)
        {
            var field = header[line..];
            if (field.Length > LengthField.Length && Ascii.EqualsIgnoreCase(field[..LengthField.Length], LengthField))
            {
                var value = field[LengthField.Length..].TrimStart((byte)' ');
                if (Utf8Parser.TryParse(value, out uint length, out var digits)
                    && value[digits..] is [(byte)'\r', ..]
                    && length <= Capacity - header.Length - 2)
                {
                    return (int)length;
                }
            }

            var next = field.IndexOf((byte)'\n');
            line = next < 0 ? header.Length : line + next + 1;
        }

        throw new InvalidDataException("the server's answer has no usable length");
    }
}
