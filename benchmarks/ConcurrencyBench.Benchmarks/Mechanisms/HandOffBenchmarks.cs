using System.Threading.Channels;

namespace ConcurrencyBench.Benchmarks.Mechanisms;

/// <summary>
/// Control passed to and fro: each side does nothing but wait for the other and answer. Times are of one way. A waiting
/// thread spins before it sleeps, so this is the price while both sides have a core; what sleeping adds shows in
/// <see cref="GilBenchmarks.Pass"/>, whose waiters do not spin.
/// </summary>
public class HandOffBenchmarks
{
    private const int RoundTrips = 5_000;
    private const int HandOffs = 2 * RoundTrips;

    [Benchmark(Description = "hand-off between threads, semaphores", OperationsPerInvoke = HandOffs)]
    public void Semaphores()
    {
        using var ping = new SemaphoreSlim(0);
        using var pong = new SemaphoreSlim(0);
        var partner = new Thread(() =>
        {
            for (var trip = 0; trip < RoundTrips; trip++)
            {
                ping.Wait();
                pong.Release();
            }
        });
        partner.Start();
        for (var trip = 0; trip < RoundTrips; trip++)
        {
            ping.Release();
            pong.Wait();
        }

        partner.Join();
    }

    [Benchmark(Description = "hand-off between tasks, channels", OperationsPerInvoke = HandOffs)]
    public async Task ChannelsAsync()
    {
        var ping = Channel.CreateBounded<int>(1);
        var pong = Channel.CreateBounded<int>(1);
        var partner = Task.Run(async () =>
        {
            for (var trip = 0; trip < RoundTrips; trip++)
            {
                await pong.Writer.WriteAsync(await ping.Reader.ReadAsync());
            }
        });
        for (var trip = 0; trip < RoundTrips; trip++)
        {
            await ping.Writer.WriteAsync(trip);
            await pong.Reader.ReadAsync();
        }

        await partner;
    }
}
