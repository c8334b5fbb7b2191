namespace ConcurrencyBench.Benchmarks.Messages;

/// <summary>Two threads, a semaphore each way and the messages in fields: the framework's usual hand-off.</summary>
internal static class SemaphoreTalk
{
    /// <summary>Makes every round trip once.</summary>
    public static void Run(RoundTrips exchange)
    {
        using var asked = new SemaphoreSlim(0);
        using var answered = new SemaphoreSlim(0);
        byte[] underWay = [];
        var partner = new Thread(() =>
        {
            for (var item = 0; item < exchange.Count; item++)
            {
                asked.Wait();
                underWay = exchange.Answer(underWay);
                answered.Release();
            }
        });
        partner.Start();
        for (var item = 0; item < exchange.Count; item++)
        {
            underWay = exchange.Ask(item);
            asked.Release();
            answered.Wait();
            exchange.Finish(item, underWay);
        }

        partner.Join();
    }
}
