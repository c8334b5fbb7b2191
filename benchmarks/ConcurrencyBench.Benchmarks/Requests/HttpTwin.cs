using System.Buffers.Text;

namespace ConcurrencyBench.Benchmarks.Requests;

/// <summary>By hand for <c>http</c>: a GET, and what follows the header.</summary>
internal sealed class HttpTwin : RequestTwin
{
    protected override int Write(int item, Span<byte> request)
    {
        "GET /"u8.CopyTo(request);
        Utf8Formatter.TryFormat(item, request[5..], out var digits);
        " HTTP/1.1\r\nHost: twin\r\n\r\n"u8.CopyTo(request[(5 + digits)..]);
        return 5 + digits + " HTTP/1.1\r\nHost: twin\r\n\r\n"u8.Length;
    }

    protected override int FindBody(ReadOnlySpan<byte> received) =>
        received.IndexOf("\r\n\r\n"u8) is >= 0 and var end ? end + 4 : -1;
}
