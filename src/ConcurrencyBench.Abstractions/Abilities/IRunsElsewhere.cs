namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>
/// A model whose items all run in processes that it starts, and of a stream at least the handlers: what the worker's own counters
/// report is not all.
/// </summary>
public interface IRunsElsewhere
{
    /// <summary>The ids of its processes on this machine, in the order of their start; empty before.</summary>
    IReadOnlyList<int> ProcessIds { get; }

    /// <summary>Whether its processes use a core between operations, and may be suspended by a signal meanwhile: no other machine takes them for dead.</summary>
    bool IsRestless => false;

    /// <summary>Whether it shares memory with its processes, in a file that they map.</summary>
    bool UsesSharedMemory => false;

    /// <summary>
    /// Collects the garbage of its processes. Called before each operation that counts, and not among its costs: the worker's own is
    /// collected then too.
    /// </summary>
    /// <returns>A task that ends when it is collected.</returns>
    Task CollectAsync();
}
