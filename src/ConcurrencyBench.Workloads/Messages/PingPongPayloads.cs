using System.Buffers.Binary;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Messages;

/// <summary>
/// The payloads of one worker: a question and an answer of every size, made once and stamped anew for every round trip. Making them
/// so takes next to nothing and a payload that arrives late, twice or in part is found out. A question is stamped with its item,
/// the answer with the digest of the question as it arrived: so the answer's digest covers both.
/// </summary>
internal sealed class PingPongPayloads
{
    // A stamp for every page: as much as a copy could leave out. At each cache line, stamping would cost as much as copying.
    private const int BytesPerStamp = 4096;

    private readonly ulong _seed;
    private readonly IReadOnlyList<MessageSize> _sizes;
    private readonly byte[][] _questions;
    private readonly byte[][] _answers;

    /// <summary>Makes the payloads.</summary>
    /// <param name="seed">Decides every byte.</param>
    /// <param name="sizes">The sizes, in order of their items.</param>
    public PingPongPayloads(ulong seed, IReadOnlyList<MessageSize> sizes)
    {
        _seed = seed;
        _sizes = sizes;
        _questions = [.. sizes.Select(size => Make(seed, size))];
        _answers = [.. sizes.Select(size => Make(~seed, size))];
    }

    /// <summary>Stamps the question of an item.</summary>
    /// <returns>The question, until the next of its size.</returns>
    public byte[] Ask(int item) => Stamp(_questions[SizeOf(item)], Digest.Of(_seed, (ulong)item));

    /// <summary>Digests a question and stamps the answer.</summary>
    /// <param name="question">The question as it arrived.</param>
    /// <returns>The answer, until the next of its size.</returns>
    /// <exception cref="InvalidDataException">No question has that length.</exception>
    public byte[] Answer(ReadOnlySpan<byte> question)
    {
        foreach (var answer in _answers)
        {
            if (answer.Length == question.Length)
            {
                return Stamp(answer, MessageDigest.Of(question));
            }
        }

        throw new InvalidDataException($"a question of {question.Length} bytes arrived, and no question has that length");
    }

    /// <summary>Digests an answer.</summary>
    /// <param name="item">Which item.</param>
    /// <param name="answer">The answer as it arrived.</param>
    public static ulong Conclude(int item, ReadOnlySpan<byte> answer) => Digest.Of(MessageDigest.Of(answer), (ulong)item);

    private static byte[] Make(ulong seed, MessageSize size)
    {
        var payload = new byte[size.Bytes];
        Digest.Fill(Digest.Of(seed, (ulong)size.Bytes), payload);
        return payload;
    }

    private static byte[] Stamp(byte[] payload, ulong stamp)
    {
        for (var offset = 0; offset < payload.Length; offset += BytesPerStamp)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(payload.AsSpan(offset), stamp + (ulong)offset);
        }

        return payload;
    }

    private int SizeOf(int item)
    {
        var size = 0;
        while (item > _sizes[size].Last)
        {
            size++;
        }

        return size;
    }
}
