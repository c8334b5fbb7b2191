namespace ConcurrencyBench.Benchmarks.Items;

/// <summary>Nothing: what remains is what handing out and recording an item costs.</summary>
public readonly struct EmptyItem : IItem
{
    /// <summary>How many make an operation: enough for the start of threads to be a small part of it.</summary>
    public const int Count = 10_000;

    /// <inheritdoc/>
    public static ulong Run(int item) => (uint)item + 1u;
}
