using System.Buffers.Binary;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>A request of the <c>tcp</c> workload: eight bytes, a mark and the item's number, little-endian.</summary>
internal static class TcpRequest
{
    /// <summary>The length of every request.</summary>
    public const int Length = 8;

    private const int Mark = 0x31514243;

    /// <summary>Writes the request for an item.</summary>
    public static void Write(int item, Span<byte> request)
    {
        BinaryPrimitives.WriteInt32LittleEndian(request, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(request[sizeof(int)..], item);
    }

    /// <summary>Reads a request.</summary>
    /// <returns>The item, or null when the bytes are no request.</returns>
    public static int? Read(ReadOnlySpan<byte> request)
    {
        var item = BinaryPrimitives.ReadInt32LittleEndian(request[sizeof(int)..]);
        return BinaryPrimitives.ReadInt32LittleEndian(request) == Mark && item >= 0 ? item : null;
    }
}
