using ConcurrencyBench.Models.Gil;


namespace ConcurrencyBench.Benchmarks.Mechanisms;
/// <summary>The GIL emulation: taken when no thread wants it, and passed between two threads.</summary>
public class GilBenchmarks
{
    private const int PassesPerThread = 5_000;

    // Far longer than a pass: no waiter runs out of patience, which would add the interval to what a pass costs.
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    private readonly GlobalInterpreterLock _uncontended = new(_interval);

    [Benchmark(Description = "take and drop the GIL, uncontended")]
    public void TakeAndDrop()
    {
        _uncontended.Take();
        _uncontended.Drop();
    }

    [Benchmark(Description = "pass the GIL to a waiting thread", OperationsPerInvoke = 2 * PassesPerThread)]
    public void Pass()
    {
        var gil = new GlobalInterpreterLock(_interval);
        var partner = new Thread(() => TakeTurns(gil));
        partner.Start();
        TakeTurns(gil);
        partner.Join();
    }

    private static void TakeTurns(GlobalInterpreterLock gil)
    {
        for (var pass = 1; pass <= PassesPerThread; pass++)
        {
            gil.Take();
            var taken = gil.Switches;
            gil.Drop();

            // The lock must have gone to the partner before this thread wants it again, or nothing was passed.
            while (pass < PassesPerThread && gil.Switches == taken)
            {
                Thread.SpinWait(1);
            }
        }
    }
}
