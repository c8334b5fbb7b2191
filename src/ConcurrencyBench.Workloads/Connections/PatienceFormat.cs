namespace ConcurrencyBench.Workloads.Connections;

/// <summary>
/// The messages of <c>tcp</c>, but the request of an item that gives up lacks its last byte. The server waits for that and never
/// answers, so that on a busy machine too no reply comes before the item's patience ends.
/// </summary>
internal sealed class PatienceFormat : IWireFormat
{
    private readonly TcpFormat _format = new(isDelayed: true);

    public int Capacity => _format.Capacity;

    public int WriteRequest(int item, Span<byte> request)
    {
        var length = _format.WriteRequest(item, request);
        return Patience.EndOf(item) == PatienceEnd.None ? length : length - 1;
    }

    public bool TryRead(ReadOnlySpan<byte> received, out ulong digest) => _format.TryRead(received, out digest);
}
