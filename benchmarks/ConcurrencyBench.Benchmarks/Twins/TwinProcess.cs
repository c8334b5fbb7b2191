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

    /// <summary>The size of the shared file.</summary>
    /// <param name="count">How many items there are.</param>
    /// <returns>Bytes.</returns>
    public static long BytesFor(int count) => DigestsOffset + ((long)count * sizeof(ulong));

    /// <summary>Runs operations until standard input closes.</summary>
    /// <param name="arguments">What follows the verb.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        using var file = MemoryMappedFile.CreateFromFile(arguments[0], FileMode.Open);
        using var view = file.CreateViewAccessor();
        byte* memory = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref memory);
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        output.WriteByte(Signal);
        while (input.ReadByte() == Signal)
        {
            if (arguments[1] == nameof(EmptyItem))
            {
                RunItems<EmptyItem>(memory, EmptyItem.Count);
            }
            else
            {
                RunItems<SpinItem>(memory, SpinItem.Count);
            }

            output.WriteByte(Signal);
        }

        return 0;
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
