namespace ConcurrencyBench.Benchmarks.Items;

/// <summary>
/// What an item does, without any workload around it. Implemented by structs, so that a hand-written loop over one is
/// compiled as if the item's code stood in it.
/// </summary>
public interface IItem
{
    /// <summary>Runs an item.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <returns>Its digest, never 0.</returns>
    static abstract ulong Run(int item);
}
