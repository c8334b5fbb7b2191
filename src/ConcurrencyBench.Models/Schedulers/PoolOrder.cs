namespace ConcurrencyBench.Models.Schedulers;

/// <summary>What a pool process is told to do: a byte, followed by a chunk where it is one.</summary>
/// <param name="Kind">The byte.</param>
/// <param name="Chunk">The items to run, where the order is about some of them.</param>
internal readonly record struct PoolOrder(byte Kind, Chunk Chunk)
{
    /// <summary>There are items to take.</summary>
    public const byte Wake = (byte)'w';

    /// <summary>A chunk is to be run.</summary>
    public const byte RunChunk = (byte)'c';

    /// <summary>Messages are to be answered.</summary>
    public const byte Answer = (byte)'a';

    /// <summary>Garbage is to be collected.</summary>
    public const byte Collect = (byte)'g';

    /// <summary>Waits for an order.</summary>
    /// <param name="stream">A pool process's standard input.</param>
    /// <returns>The order; null when the parent is gone, which tells nothing any more.</returns>
    public static PoolOrder? Read(Stream stream)
    {
        var kind = stream.ReadByte();
        return kind switch
        {
            Wake or Answer or Collect => new PoolOrder((byte)kind, default),
            RunChunk => Schedulers.Chunk.Read(stream) is { } chunk ? new PoolOrder(RunChunk, chunk) : null,
            _ => null,
        };
    }

    /// <summary>Gives an order that has no chunk.</summary>
    /// <param name="stream">The process's standard input.</param>
    /// <param name="kind">The byte.</param>
    public static void Write(Stream stream, byte kind)
    {
        stream.WriteByte(kind);
        stream.Flush();
    }
}
