using System.Buffers.Binary;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>A request of the <c>tcp</c> workload: eight bytes, little-endian: a mark that says whether the reply is delayed, and the item's number.</summary>
internal static class TcpRequest
{
    /// <summary>The length of every request.</summary>
    public const int Length = 8;

    private const int Delayed = 0x31514243;
    private const int AtOnce = 0x30514243;

    /// <summary>Writes the request for an item.</summary>
    public static void Write(int item, Span<byte> request, bool isDelayed = true)
    {
        BinaryPrimitives.WriteInt32LittleEndian(request, isDelayed ? Delayed : AtOnce);
        BinaryPrimitives.WriteInt32LittleEndian(request[sizeof(int)..], item);
    }

    /// <summary>Reads a request.</summary>
    /// <param name="request">The bytes.</param>
    /// <param name="isDelayed">Whether the reply is to be delayed.</param>
    /// <returns>The item, or null when the bytes are no request.</returns>
    public static int? Read(ReadOnlySpan<byte> request, out bool isDelayed)
    {
        var item = BinaryPrimitives.ReadInt32LittleEndian(request[sizeof(int)..]);
        var mark = BinaryPrimitives.ReadInt32LittleEndian(request);
        isDelayed = mark == Delayed;
        return mark is Delayed or AtOnce && item >= 0 ? item : null;
    }
}
