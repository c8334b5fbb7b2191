using System.Diagnostics;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Workloads.Messages;

/// <summary>When the first round trip of each size began and the last one ended: two looks at the clock for each size.</summary>
/// <param name="sizes">The sizes, in order of their items.</param>
internal sealed class PhaseClock(IReadOnlyList<MessageSize> sizes)
{
    private readonly long[] _started = new long[sizes.Count];
    private readonly long[] _ended = new long[sizes.Count];
    private readonly int[] _first = [.. sizes.Select(size => size.First)];
    private readonly int[] _last = [.. sizes.Select(size => size.Last)];

    /// <summary>Forgets the last operation.</summary>
    public void Reset()
    {
        Array.Clear(_started);
        Array.Clear(_ended);
    }

    /// <summary>A round trip begins.</summary>
    public void Begin(int item) => Mark(_first, _started, item);

    /// <summary>A round trip has ended.</summary>
    public void End(int item) => Mark(_last, _ended, item);

    /// <summary>The sizes of which every round trip was made.</summary>
    public IReadOnlyList<Phase> Read() =>
    [
        .. from index in Enumerable.Range(0, sizes.Count)
           where _started[index] != 0 && _ended[index] != 0
           let size = sizes[index]
           select new Phase(size.Id, size.Count, Stopwatch.GetElapsedTime(_started[index], _ended[index]).TotalNanoseconds) { Label = size.Label, Size = size.Bytes },
    ];

    private static void Mark(int[] items, long[] times, int item)
    {
        for (var index = 0; index < items.Length; index++)
        {
            if (items[index] == item)
            {
                times[index] = Stopwatch.GetTimestamp();
            }
        }
    }
}
