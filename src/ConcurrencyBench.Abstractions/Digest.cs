using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Abstractions;

/// <summary>
/// 64-bit check values and the pseudo-random numbers that inputs are made of. Mixing is SplitMix64's finaliser
/// (Steele, Lea and Flood, 2014): bijective, so different inputs of one word never collide.
/// </summary>
public static class Digest
{
    // Odd, so that a change of any one item's digest changes the operation's.
    private const ulong Factor = 0x9E3779B97F4A7C15;

    /// <summary>Mixes one word into another value.</summary>
    /// <param name="value">Any word.</param>
    /// <returns>The mixed word; 0 only for one input.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>The digest of a pair, as of a seed and an item's number.</summary>
    /// <param name="first">Any word.</param>
    /// <param name="second">Any word.</param>
    /// <returns>A word, never 0.</returns>
    public static ulong Of(ulong first, ulong second)
    {
        var digest = Mix(Mix(first) ^ second);
        return digest == 0 ? 1 : digest;
    }

    /// <summary>The digest of bytes, in order.</summary>
    /// <param name="bytes">Any number of bytes.</param>
    /// <returns>A word, never 0.</returns>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var digest = (ulong)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            digest = Mix(digest ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var last in bytes)
        {
            digest = Mix(digest ^ last);
        }

        return digest == 0 ? 1 : digest;
    }

    /// <summary>Appends an item's digest to that of an operation, modulo 2⁶⁴.</summary>
    /// <param name="operation">The digest of the items before; 0 when there are none.</param>
    /// <param name="item">The item's digest.</param>
    /// <returns>The digest of the items so far.</returns>
    public static ulong Append(ulong operation, ulong item) => unchecked((operation * Factor) + item);

    /// <summary>Fills bytes from a seed, the same on every machine.</summary>
    /// <param name="seed">Decides every byte.</param>
    /// <param name="bytes">What to fill.</param>
    public static void Fill(ulong seed, Span<byte> bytes)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        for (var offset = 0; offset < bytes.Length; offset += sizeof(ulong))
        {
            seed = Mix(seed);
            BinaryPrimitives.WriteUInt64LittleEndian(word, seed);
            word[..Math.Min(sizeof(ulong), bytes.Length - offset)].CopyTo(bytes[offset..]);
        }
    }
}
