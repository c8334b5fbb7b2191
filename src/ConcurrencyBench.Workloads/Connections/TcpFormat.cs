using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>The <c>tcp</c> workload's messages: of a fixed length each.</summary>
/// <param name="isDelayed">Whether replies are asked for that the server delays.</param>
internal sealed class TcpFormat(bool isDelayed = true) : IWireFormat
{
    public int Capacity => Reply.Length;

    public int WriteRequest(int item, Span<byte> request)
    {
        TcpRequest.Write(item, request, isDelayed);
        return TcpRequest.Length;
    }

    public bool TryRead(ReadOnlySpan<byte> received, out ulong digest)
    {
        var isWhole = received.Length == Reply.Length;
        digest = isWhole ? Digest.Of(received) : 0;
        return isWhole;
    }
}
