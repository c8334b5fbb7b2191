using System.Threading.Tasks.Dataflow;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>dataflow</c> beside an action block with the same options, fed in the same way.</summary>
public class DataflowBenchmarks : ModelAndTwin<DataflowModel>
{
    // What the model gives the block for each item that it may run at once.
    private const int CapacityPerWorker = 64;

    /// <inheritdoc/>
    protected override async Task RunTwinAsync<TItem>(ulong[] digests)
    {
        var block = new ActionBlock<int>(item => digests[item] = TItem.Run(item), new ExecutionDataflowBlockOptions
        {
            MaxDegreeOfParallelism = Concurrency,
            BoundedCapacity = Concurrency * CapacityPerWorker,
            SingleProducerConstrained = true,
        });
        for (var item = 0; item < digests.Length; item++)
        {
            if (!block.Post(item))
            {
                await block.SendAsync(item);
            }
        }

        block.Complete();
        await block.Completion;
    }
}
