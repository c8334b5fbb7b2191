using System.Runtime.InteropServices;

namespace ConcurrencyBench.Models.Schedulers;

/// <summary>Neighbouring items that one call runs in a pool process, and how the process is told of them.</summary>
/// <param name="First">The first item's number.</param>
/// <param name="Count">How many items, from 1.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Chunk(int First, int Count)
{
    /// <summary>
    /// Shares out an operation's items. Items that wait are handed over one by one, as their wait dwarfs a message. Of items
    /// that compute each process gets four chunks, the rule of Python's <c>multiprocessing.Pool.map</c> (Lib/multiprocessing/pool.py),
    /// where ProcessPoolExecutor has one item a message unless its user, who is told to, gives a chunk size.
    /// </summary>
    /// <param name="batch">The items.</param>
    /// <param name="processes">How many processes there are, from 1.</param>
    /// <returns>Chunks that hold each item once, in order.</returns>
    public static IReadOnlyList<Chunk> Of(Batch batch, int processes)
    {
        const int ChunksPerProcess = 4;
        var parts = ChunksPerProcess * processes;
        var size = batch.Kind == WorkloadKind.Cpu ? (batch.Count + parts - 1) / parts : 1;
        return [.. Enumerable.Range(0, (batch.Count + size - 1) / size)
            .Select(number => new Chunk(number * size, Math.Min(size, batch.Count - (number * size))))];
    }

    /// <summary>Reads what <see cref="Write"/> wrote, from a pool process's standard input.</summary>
    /// <returns>The chunk; null when the parent is gone.</returns>
    internal static Chunk? Read(Stream stream)
    {
        Chunk chunk = default;
        var bytes = MemoryMarshal.AsBytes(new Span<Chunk>(ref chunk));
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length ? chunk : null;
    }

    /// <summary>Tells a process to run the chunk, as one write.</summary>
    internal void Write(Stream stream)
    {
        Span<byte> message = [PoolOrder.RunChunk, .. MemoryMarshal.AsBytes(new ReadOnlySpan<Chunk>(in this))];
        stream.Write(message);
        stream.Flush();
    }
}
