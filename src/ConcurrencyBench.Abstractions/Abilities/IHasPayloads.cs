namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>
/// A workload whose items have an input and an output that cross where they run in another process: the input goes there, the output comes back. Of
/// other workloads the item's number goes and its digest comes back.
/// </summary>
public interface IHasPayloads
{
    /// <summary>What an item works on.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <returns>The input, as it is sent.</returns>
    ReadOnlySpan<byte> InputOf(int item);

    /// <summary>Runs an item on the input that arrived.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="input">The input.</param>
    /// <returns>The output, to be sent back.</returns>
    byte[] Run(int item, ReadOnlySpan<byte> input);

    /// <summary>Digests the output that arrived.</summary>
    /// <param name="output">The output.</param>
    /// <returns>The item's digest, never 0.</returns>
    ulong DigestOf(ReadOnlySpan<byte> output);
}
