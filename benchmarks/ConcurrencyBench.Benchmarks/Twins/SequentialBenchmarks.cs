using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>sequential</c> beside a loop.</summary>
public class SequentialBenchmarks : ModelAndTwin<SequentialModel>
{
    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests)
    {
        for (var item = 0; item < digests.Length; item++)
        {
            digests[item] = TItem.Run(item);
        }

        return Task.CompletedTask;
    }
}
