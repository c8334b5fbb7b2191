using System.Threading.Tasks.Dataflow;

namespace ConcurrencyBench.Benchmarks.Mechanisms;

/// <summary>A message to an action block that does nothing with it.</summary>
[MemoryDiagnoser]
public class DataflowMessageBenchmarks
{
    private const int Messages = 10_000;

    [Benchmark(Description = "dataflow message, unbounded block", OperationsPerInvoke = Messages)]
    public Task UnboundedAsync() => SendAllAsync(DataflowBlockOptions.Unbounded);

    [Benchmark(Description = "dataflow message, bounded block", OperationsPerInvoke = Messages)]
    public Task BoundedAsync() => SendAllAsync(128);

    private static async Task SendAllAsync(int capacity)
    {
        var block = new ActionBlock<int>(_ => { }, new ExecutionDataflowBlockOptions { BoundedCapacity = capacity });
        for (var message = 0; message < Messages; message++)
        {
            await block.SendAsync(message);
        }

        block.Complete();
        await block.Completion;
    }
}
