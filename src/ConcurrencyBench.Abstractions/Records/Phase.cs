namespace ConcurrencyBench.Abstractions.Records;

/// <summary>
/// A part of an operation that its workload distinguishes, such as one size of message or the time in which an item blocks. Parts of
/// one operation are as near to each other in time as can be, so their ratios need no pairing.
/// </summary>
/// <param name="Id">What claims and files name it by, as "64b"; never changes.</param>
/// <param name="Items">How many items, round trips or events it had.</param>
/// <param name="Nanoseconds">How long it lasted.</param>
public sealed record Phase(string Id, long Items, double Nanoseconds)
{
    /// <summary>What reports call it, as "64 B"; null where that is its id.</summary>
    public string? Label { get; init; }

    /// <summary>How large it is, where the phases of its workload differ in size: the bytes of a message, the pairs of source and handler; else null.</summary>
    public long? Size { get; init; }

    /// <summary>
    /// How often its items were made, one time after the other, where that is more than once: the phase then has the mean time of one. Null where they were made once.
    /// </summary>
    public int? Repeats { get; init; }

    /// <summary>How long its items took each; null where single items are too short to measure.</summary>
    public Latency? Latency { get; init; }

    /// <summary>Memory that it held for each item at its end, over what was held before the operation; null where that was not asked for or is not available.</summary>
    public double? BytesPerItem { get; init; }

    /// <summary>
    /// How much of an operation's time is that of its items once. Phases repeat their items by different numbers, so that each lasts long enough: once, every
    /// phase counts by the items that the workload gives it and not by how many of them fit in.
    /// </summary>
    /// <param name="phases">The operation's phases; null for none.</param>
    /// <returns>Above 0, and 1 where no phase repeats its items.</returns>
    public static double ShareOfOnce(IReadOnlyList<Phase>? phases)
    {
        var all = phases?.Sum(phase => phase.Nanoseconds * (phase.Repeats ?? 1)) ?? 0;
        return all > 0 ? phases!.Sum(phase => phase.Nanoseconds) / all : 1;
    }
}
