namespace ConcurrencyBench.Models.Pools;

/// <summary>Neighbouring items that one call runs in a pool process.</summary>
/// <param name="First">The first item's number.</param>
/// <param name="Count">How many items, from 1.</param>
public readonly record struct Chunk(int First, int Count)
{
    /// <summary>
    /// Shares out an operation's items. Items that wait are handed over one by one, as their wait dwarfs a message. Of items
    /// that compute each process gets four chunks, the rule of Python's <c>multiprocessing.Pool.map</c> (Lib/multiprocessing/pool.py),
    /// where ProcessPoolExecutor has one item a message unless its user gives a chunk size, as its documentation advises. Items that are
    /// calls are handed over one by one too.
    /// </summary>
    /// <param name="batch">The items.</param>
    /// <param name="processes">How many processes there are, from 1.</param>
    /// <returns>Chunks that hold each item once, in order.</returns>
    public static IReadOnlyList<Chunk> Of(Batch batch, int processes)
    {
        const int ChunksPerProcess = 4;
        var parts = ChunksPerProcess * processes;
        var size = batch.Traits.Kind == WorkloadKind.Cpu && !batch.Traits.AreCalls ? (batch.Count + parts - 1) / parts : 1;
        return [.. Enumerable.Range(0, (batch.Count + size - 1) / size)
            .Select(number => new Chunk(number * size, Math.Min(size, batch.Count - (number * size))))];
    }
}
