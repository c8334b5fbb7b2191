using System.IO.MemoryMappedFiles;
using ConcurrencyBench.Benchmarks.Items;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary>A process of the twins of <c>processes</c> and <c>futures-processes</c>: this program under a verb of its own.</summary>
internal static unsafe class TwinProcess
{
    /// <summary>The first argument of such a process; the shared file's path and the item's name follow.</summary>
    public const string Verb = "twin-process";

    /// <summary>The byte that starts an operation, and says that one has ended.</summary>
    public const byte Signal = 1;

    /// <summary>The byte before the first item's number and the count of a chunk.</summary>
    public const byte ChunkSignal = 2;

    /// <summary>What a message with a chunk takes.</summary>
    public const int ChunkBytes = 1 + (2 * sizeof(int));

    /// <summary>Where the digests begin; the counter before them is alone on its cache lines.</summary>
    public const int DigestsOffset = 256;

    /// <summary>Maps the shared file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="mode">Makes it, or opens what another process made.</param>
    /// <param name="count">How many items there are.</param>
    public static MemoryMappedFile Map(string path, FileMode mode, int count) => MemoryMappedFile.CreateFromFile(
        new FileStream(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete),
        null,
        DigestsOffset + ((long)count * sizeof(ulong)),
        MemoryMappedFileAccess.ReadWrite,
        HandleInheritability.None,
        leaveOpen: false);

    /// <summary>Runs operations until standard input closes.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments[1] == nameof(EmptyItem))
        {
            Serve<EmptyItem>(arguments[0], EmptyItem.Count);
        }
        else
        {
            Serve<SpinItem>(arguments[0], SpinItem.Count);
        }

        return 0;
    }

    private static void Serve<TItem>(string path, int count)
        where TItem : struct, IItem
    {
        using var file = Map(path, FileMode.Open, count);
        using var view = file.CreateViewAccessor();
        byte* memory = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref memory);
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        output.WriteByte(Signal);
        for (var order = input.ReadByte(); order > 0; order = input.ReadByte())
        {
            if (order == Signal)
            {
                RunItems<TItem>(memory, count);
            }
            else
            {
                RunChunk<TItem>(memory, input);
            }

            output.WriteByte(Signal);
        }
    }

    private static void RunChunk<TItem>(byte* memory, Stream input)
        where TItem : struct, IItem
    {
        Span<byte> chunk = stackalloc byte[ChunkBytes - 1];
        input.ReadExactly(chunk);
        var digests = (ulong*)(memory + DigestsOffset);
        var first = BitConverter.ToInt32(chunk);
        var end = first + BitConverter.ToInt32(chunk[sizeof(int)..]);
        for (var item = first; item < end; item++)
        {
            digests[item] = TItem.Run(item);
        }
    }

    private static void RunItems<TItem>(byte* memory, int count)
        where TItem : struct, IItem
    {
        var digests = (ulong*)(memory + DigestsOffset);
        ref var taken = ref *(int*)memory;
        for (var item = Interlocked.Increment(ref taken) - 1; item < count; item = Interlocked.Increment(ref taken) - 1)
        {
            digests[item] = TItem.Run(item);
        }
    }
}
