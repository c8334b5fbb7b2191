using System.Buffers.Text;
using System.Text;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>
/// The server of workloads with HTTP: as much of HTTP/1.1 (RFC 9112) as a GET without a body needs. It answers <c>GET /{item}</c> after the delay and
/// <c>GET /now/{item}</c> at once; anything else is not found, and its connection is closed. Rejected: Kestrel, which took 14 µs of CPU time a request,
/// more than any client, so that a busy operation would measure the server.
/// </summary>
internal sealed class HttpServedFormat : IServedFormat
{
    /// <summary>What the path of a request begins with that is answered at once.</summary>
    public const string AtOncePath = "/now/";

    private static readonly byte[] _found = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Reply.Length}\r\n\r\n");

    // HttpClient sends a few fields of its own.
    public int LongestRequest => 2048;

    public int LongestReply => _found.Length + Reply.Length;

    private static ReadOnlySpan<byte> NotFound => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8;

    private static ReadOnlySpan<byte> Get => "GET /"u8;

    private static ReadOnlySpan<byte> AtOnce => "now/"u8;

    public ReceivedRequest? Read(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            // A request line without an end is none, whatever would follow.
            return received.Length < LongestRequest ? null : new ReceivedRequest(received.Length, null, false);
        }

        var length = end + 4;
        if (!received.StartsWith(Get))
        {
            return new ReceivedRequest(length, null, false);
        }

        var target = received[Get.Length..end];
        var isDelayed = !target.StartsWith(AtOnce);
        return new ReceivedRequest(length, ItemOf(isDelayed ? target : target[AtOnce.Length..]), isDelayed);
    }

    public int WriteReply(ulong seed, int? item, Span<byte> reply)
    {
        if (item is not { } known)
        {
            NotFound.CopyTo(reply);
            return NotFound.Length;
        }

        _found.CopyTo(reply);
        Reply.Write(seed, known, reply[_found.Length..]);
        return LongestReply;
    }

    private static int? ItemOf(ReadOnlySpan<byte> target) =>
        target is [>= (byte)'0' and <= (byte)'9', ..] && Utf8Parser.TryParse(target, out int item, out var digits) && target[digits..].StartsWith(" HTTP/1.1"u8) ? item : null;
}
