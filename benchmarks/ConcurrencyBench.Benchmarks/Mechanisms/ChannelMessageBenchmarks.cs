using System.Threading.Channels;

namespace ConcurrencyBench.Benchmarks.Mechanisms;

/// <summary>A message through a channel to a task that does nothing with it.</summary>
[MemoryDiagnoser]
public class ChannelMessageBenchmarks
{
    private const int Messages = 10_000;

    [Benchmark(Description = "channel message, unbounded channel", OperationsPerInvoke = Messages)]
    public Task UnboundedAsync() => SendAllAsync(Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true }));

    [Benchmark(Description = "channel message, bounded channel", OperationsPerInvoke = Messages)]
    public Task BoundedAsync() => SendAllAsync(Channel.CreateBounded<int>(128));

    private static async Task SendAllAsync(Channel<int> channel)
    {
        var reader = Task.Run(async () =>
        {
            while (await channel.Reader.WaitToReadAsync())
            {
                while (channel.Reader.TryRead(out _))
                {
                }
            }
        });
        for (var message = 0; message < Messages; message++)
        {
            await channel.Writer.WriteAsync(message);
        }

        channel.Writer.Complete();
        await reader;
    }
}
