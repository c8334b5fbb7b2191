using Microsoft.Coyote.Runtime;

namespace ConcurrencyBench.Models.Schedulers;

/// <summary>
/// Stands in for the framework's class of that name in the lock under exploration. Coyote takes a timed wait for one
/// without a timeout, which would leave all requests for the lock unexplored; here a timed wait always times out, after
/// whatever the other threads did meanwhile.
/// </summary>
internal static class Monitor
{
    public static void Pulse(object monitor) => System.Threading.Monitor.Pulse(monitor);

    public static bool Wait(object monitor) => System.Threading.Monitor.Wait(monitor);

    public static bool Wait(object monitor, TimeSpan timeout)
    {
        _ = timeout;
        System.Threading.Monitor.Exit(monitor);
        SchedulingPoint.Interleave();
        System.Threading.Monitor.Enter(monitor);
        return false;
    }
}
