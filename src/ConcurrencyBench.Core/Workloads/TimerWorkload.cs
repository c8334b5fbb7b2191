using System.Diagnostics;

namespace ConcurrencyBench.Core.Workloads;

/// <summary>Waits 10 ms on the runtime's own clock, without kernel I/O: what is left over is the scheduler's cost.</summary>
public sealed class TimerWorkload : Workload
{
    private static readonly TimeSpan _wait = TimeSpan.FromMilliseconds(10);

    private ulong _seed;

    /// <inheritdoc/>
    public override string Id => "timer";

    /// <inheritdoc/>
    public override string Description => "waits 10 ms on a timer";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Io;

    /// <inheritdoc/>
    public override TimeSpan Delay => _wait;

    /// <inheritdoc/>
    public override int Items(int concurrency) => Waves.Items(concurrency);

    /// <inheritdoc/>
    public override Task SetUpAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _seed = setup.Seed;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        gate.EnterBlocking();
        try
        {
            Thread.Sleep(_wait);
        }
        finally
        {
            gate.ExitBlocking();
        }

        return Expected(item);
    }

    /// <inheritdoc/>
    public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken)
    {
        // Task.Delay goes by the kernel's coarse clock, whose steps of up to 10 ms make it end early as often as late
        // (after 8.3 ms on a 250 Hz kernel): an item that waited less would be a wrong one, so it waits for the rest.
        var start = Stopwatch.GetTimestamp();
        for (var left = _wait; left > TimeSpan.Zero; left = _wait - Stopwatch.GetElapsedTime(start))
        {
            await Pause.ForAsync(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), cancellationToken);
        }

        return Expected(item);
    }

    /// <inheritdoc/>
    public override void Start(int item, ItemHandler handler, CancellationToken cancellationToken) =>
        handler.Loop.After(_wait, static state => ((Waiting)state!).End(), new Waiting(handler, item, Expected(item)));

    /// <inheritdoc/>
    public override ulong Expected(int item) => Digest.Of(_seed, (ulong)item);

    private sealed class Waiting(ItemHandler handler, int item, ulong digest)
    {
        public void End() => handler.Complete(item, digest);
    }
}
