using System.Net.Sockets;
using ConcurrencyBench.Core.Workloads.Fixtures;

namespace ConcurrencyBench.Core.Workloads.Connections;

/// <summary>The <c>tcp</c> workload's exchange in the callback form.</summary>
/// <param name="socket">Connected; owned.</param>
internal sealed class TcpLoopConnection(Socket socket) : LoopConnection(socket, Reply.Length)
{
    /// <inheritdoc/>
    protected override int WriteRequest(int item, Span<byte> request)
    {
        TcpRequest.Write(item, request);
        return TcpRequest.Length;
    }

    /// <inheritdoc/>
    protected override bool TryRead(ReadOnlySpan<byte> received, out ulong digest)
    {
        var isWhole = received.Length == Reply.Length;
        digest = isWhole ? Digest.Of(received) : 0;
        return isWhole;
    }
}
