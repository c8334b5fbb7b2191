using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>
/// What a server answers: 64 bytes that only the seed and the item decide. The request carries the item alone, so a
/// client's right digest proves that this request got this answer from a server that knows the run's seed.
/// </summary>
internal static class Reply
{
    /// <summary>The length of every reply.</summary>
    public const int Length = 64;

    /// <summary>How long every reply is held back, counted from the arrival of the request.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(10);

    /// <summary>Writes an item's reply.</summary>
    public static void Write(ulong seed, int item, Span<byte> reply) => Digest.Fill(Digest.Of(seed, (ulong)item), reply[..Length]);

    /// <summary>The digest of an item's reply, without asking the server.</summary>
    public static ulong DigestOf(ulong seed, int item)
    {
        Span<byte> reply = stackalloc byte[Length];
        Write(seed, item, reply);
        return Digest.Of(reply);
    }
}
