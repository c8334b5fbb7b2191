using System.Runtime.InteropServices;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Pools;

/// <summary>What a pool process is to do: a byte, followed by what the order is about where it needs that.</summary>
/// <param name="Kind">The byte.</param>
/// <param name="Share">What to do of a stream, where the order is about one.</param>
internal readonly record struct PoolOrder(byte Kind, StreamShare Share = default)
{
    /// <summary>There are items to take.</summary>
    public const byte Wake = (byte)'w';

    /// <summary>A share of a stream is to be run.</summary>
    public const byte RunShare = (byte)'s';

    /// <summary>Messages are to be answered.</summary>
    public const byte Answer = (byte)'a';

    /// <summary>Garbage is to be collected.</summary>
    public const byte Collect = (byte)'g';

    /// <summary>Waits for an order.</summary>
    /// <returns>The order; null when the parent is gone.</returns>
    public static PoolOrder? Read(Stream stream)
    {
        var kind = stream.ReadByte();
        return kind switch
        {
            Wake or Answer or Collect => new PoolOrder((byte)kind),
            RunShare => TryRead(stream, out StreamShare share) ? new PoolOrder(RunShare, Share: share) : null,
            _ => null,
        };
    }

    /// <summary>Gives the order, as one write.</summary>
    public void Write(Stream stream)
    {
        ReadOnlySpan<byte> about = Kind == RunShare ? MemoryMarshal.AsBytes([Share]) : [];
        stream.Write([Kind, .. about]);
        stream.Flush();
    }

    private static bool TryRead<T>(Stream stream, out T about)
        where T : unmanaged
    {
        about = default;
        var bytes = MemoryMarshal.AsBytes(new Span<T>(ref about));
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
    }
}
