using System.Diagnostics;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads;

/// <summary>The wait of 10 ms of <c>timer</c>, on the runtime's own clock and without kernel I/O.</summary>
internal static class ShortWait
{
    /// <summary>How long it is.</summary>
    public static TimeSpan Duration { get; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits, blocking the thread, and notifies the gate of it.</summary>
    public static void Block<TGate>(ref TGate gate)
        where TGate : struct, IGate
    {
        gate.EnterBlocking();
        try
        {
            Thread.Sleep(Duration);
        }
        finally
        {
            gate.ExitBlocking();
        }
    }

    /// <summary>Waits without blocking the thread, then gives back a value, so that <c>timer</c> needs no async method around this.</summary>
    public static async ValueTask<T> ThenAsync<T>(T value, CancellationToken cancellationToken)
    {
        // Task.Delay goes by the kernel's coarse clock, whose steps of up to 10 ms make it end early as often as late
        // (after 8.3 ms on a 250 Hz kernel). An item that waited less would be a wrong one, so it waits for the rest.
        var start = Stopwatch.GetTimestamp();
        for (var left = Duration; left > TimeSpan.Zero; left = Duration - Stopwatch.GetElapsedTime(start))
        {
            await LoopDelay.ForAsync(left, cancellationToken);
        }

        return value;
    }

    /// <summary>Waits on a loop.</summary>
    /// <param name="loop">Whose timers.</param>
    /// <param name="end">Called on the loop's thread once the time has passed.</param>
    public static void Start(IEventLoop loop, Action end) => loop.After(Duration, static state => ((Action)state!)(), end);
}
