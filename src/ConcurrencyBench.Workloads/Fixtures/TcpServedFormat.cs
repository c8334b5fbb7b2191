namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>The <c>tcp</c> workload's server: a <see cref="TcpRequest"/>, and the bare reply. What is no request ends its connection.</summary>
internal sealed class TcpServedFormat : IServedFormat
{
    public int LongestRequest => TcpRequest.Length;

    public int LongestReply => Reply.Length;

    public ReceivedRequest? Read(ReadOnlySpan<byte> received) =>
        received.Length < TcpRequest.Length ? null : new ReceivedRequest(TcpRequest.Length, TcpRequest.Read(received, out var isDelayed), isDelayed);

    public int WriteReply(ulong seed, int? item, Span<byte> reply)
    {
        if (item is not { } known)
        {
            return 0;
        }

        Reply.Write(seed, known, reply);
        return Reply.Length;
    }
}
