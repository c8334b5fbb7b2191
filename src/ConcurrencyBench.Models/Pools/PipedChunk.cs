using System.Buffers;
using System.Buffers.Binary;

namespace ConcurrencyBench.Models.Pools;

/// <summary>Items on their way to a process and back: their numbers and inputs go, their digests or outputs come back.</summary>
internal static class PipedChunk
{
    private const int HeaderBytes = 3 * sizeof(int);

    /// <summary>Writes a chunk that is to be run.</summary>
    /// <param name="to">Receives the body of a message.</param>
    /// <param name="operation">Which operation it belongs to.</param>
    /// <param name="chunk">The items.</param>
    /// <param name="payloads">What has their inputs; null where the number is all.</param>
    public static void Write(ArrayBufferWriter<byte> to, int operation, Chunk chunk, IHasPayloads? payloads)
    {
        to.ResetWrittenCount();
        var header = to.GetSpan(HeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header, operation);
        BinaryPrimitives.WriteInt32LittleEndian(header[sizeof(int)..], chunk.First);
        BinaryPrimitives.WriteInt32LittleEndian(header[(2 * sizeof(int))..], chunk.Count);
        to.Advance(HeaderBytes);
        for (var item = chunk.First; payloads is not null && item < chunk.First + chunk.Count; item++)
        {
            WriteBytes(to, payloads.InputOf(item));
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="body">The message's body; what is left are the inputs.</param>
    public static (int Operation, Chunk Chunk) Read(ref ReadOnlySpan<byte> body) => (ReadInt32(ref body), new Chunk(ReadInt32(ref body), ReadInt32(ref body)));

    /// <summary>Writes a digest.</summary>
    public static void WriteDigest(ArrayBufferWriter<byte> to, ulong digest)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to.GetSpan(sizeof(ulong)), digest);
        to.Advance(sizeof(ulong));
    }

    /// <summary>Writes an input or an output.</summary>
    public static void WriteBytes(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to.GetSpan(sizeof(int)), bytes.Length);
        to.Advance(sizeof(int));
        to.Write(bytes);
    }

    /// <summary>Reads an input or an output.</summary>
    public static ReadOnlySpan<byte> ReadBytes(ref ReadOnlySpan<byte> body)
    {
        var length = ReadInt32(ref body);
        var bytes = body[..length];
        body = body[length..];
        return bytes;
    }

    /// <summary>Completes the items that an answer has, which may be fewer than the chunk's.</summary>
    public static void Complete(Batch batch, Chunk chunk, ReadOnlySpan<byte> answer)
    {
        for (var item = chunk.First; answer.Length > 0; item++)
        {
            batch.Complete(item, batch.Traits.Payloads is { } payloads ? payloads.DigestOf(ReadBytes(ref answer)) : ReadDigest(ref answer));
        }
    }

    private static ulong ReadDigest(ref ReadOnlySpan<byte> body)
    {
        var digest = BinaryPrimitives.ReadUInt64LittleEndian(body);
        body = body[sizeof(ulong)..];
        return digest;
    }

    private static int ReadInt32(ref ReadOnlySpan<byte> body)
    {
        var number = BinaryPrimitives.ReadInt32LittleEndian(body);
        body = body[sizeof(int)..];
        return number;
    }
}
