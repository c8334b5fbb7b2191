using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Messages;

/// <summary>
/// A check value of a payload that takes no longer than reading it. It is two chains of eight 64-bit lanes, each of which turns what
/// it has and adds what it reads. So one changed byte always changes the value, as does a block that moved, and the two
/// chains together take a cache line each in a few cycles, which is faster than any memory. <see cref="Digest"/> takes a
/// word in that time.
/// </summary>
internal static class MessageDigest
{
    private const int Turn = 5;

    private static readonly Vector512<ulong> Weights = Vector512.Create(
        0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93,
        0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3);

    /// <summary>Digests a payload.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var line = (nuint)Vector512<byte>.Count;
        var length = (nuint)bytes.Length;
        var (even, odd) = (Vector512<ulong>.Zero, Vector512<ulong>.One);
        nuint offset = 0;
        for (; offset + (2 * line) <= length; offset += 2 * line)
        {
            even = Next(even, Vector512.LoadUnsafe(ref start, offset));
            odd = Next(odd, Vector512.LoadUnsafe(ref start, offset + line));
        }

        if (offset + line <= length)
        {
            even = Next(even, Vector512.LoadUnsafe(ref start, offset));
            offset += line;
        }

        // Weights are odd, so no lane's change is lost; they differ, so that lanes cannot change places unseen.
        var lanes = Vector512.Sum((even ^ Turned(odd, Turn + Turn)) * Weights);
        var rest = bytes[(int)offset..];
        return Digest.Mix(lanes + BitOperations.RotateLeft(length, 32) + (rest.IsEmpty ? 0 : Digest.Of(rest)));
    }

    private static Vector512<ulong> Next(Vector512<ulong> lanes, Vector512<byte> read) => Turned(lanes, Turn) + read.AsUInt64();

    private static Vector512<ulong> Turned(Vector512<ulong> lanes, int by) =>
        Vector512.ShiftLeft(lanes, by) | Vector512.ShiftRightLogical(lanes, 64 - by);
}
