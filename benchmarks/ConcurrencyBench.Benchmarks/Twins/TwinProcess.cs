using System.IO.MemoryMappedFiles;
using ConcurrencyBench.Benchmarks.Items;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary>A process of the <c>processes</c> twin: this program under a verb of its own.</summary>
internal static unsafe class TwinProcess
{
    /// <summary>The first argument of such a process; the shared file's path and the item's name follow.</summary>
    public const string Verb = "twin-process";

    /// <summary>The byte that starts an operation, and says that one has ended.</summary>
    public const byte Signal = 1;

    /// <summary>Where the digests begin; the counter before them is alone on its cache lines.</summary>
    public const int DigestsOffset = 256;

    /// <summary>Maps the shared file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="mode">Makes it, or opens what another process made.</param>
    /// <param name="count">How many items there are.</param>
    /// <returns>The counter and the digests.</returns>
    public static MemoryMappedFile Map(string path, FileMode mode, int count) => MemoryMappedFile.CreateFromFile(
        new FileStream(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete),
        null,
        DigestsOffset + ((long)count * sizeof(ulong)),
        MemoryMappedFileAccess.ReadWrite,
        HandleInheritability.None,
        leaveOpen: false);

    /// <summary>Runs operations until standard input closes.</summary>
    /// <param name="arguments">What follows the verb.</param>
    /// <returns>The exit code.</returns>
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
        while (input.ReadByte() == Signal)
        {
            RunItems<TItem>(memory, count);
            output.WriteByte(Signal);
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
