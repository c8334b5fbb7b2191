using System.Buffers.Binary;

namespace ConcurrencyBench.Benchmarks.Requests;

/// <summary>By hand for <c>tcp</c>: eight bytes there, 64 back.</summary>
internal sealed class TcpTwin : RequestTwin
{
    protected override int Write(int item, Span<byte> request)
    {
        "CBQ1"u8.CopyTo(request);
        BinaryPrimitives.WriteInt32LittleEndian(request[sizeof(int)..], item);
        return 2 * sizeof(int);
    }

    protected override int FindBody(ReadOnlySpan<byte> received) => 0;
}
