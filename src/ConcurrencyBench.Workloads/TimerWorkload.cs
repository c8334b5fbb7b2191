using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Waits 10 ms by the timer of the model's form, without kernel I/O: it compares timers (<see cref="Thread.Sleep(TimeSpan)"/>,
/// <see cref="Task.Delay(TimeSpan)"/>, a loop's heap) and the scheduler around them.
/// </summary>
public sealed class TimerWorkload : ItemWorkload, IHasDelay
{
    /// <inheritdoc/>
    public override string Id => "timer";

    /// <inheritdoc/>
    public override string Description => "waits 10 ms on the timer of the model's own form: compares timers";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Io;

    /// <inheritdoc/>
    public TimeSpan Delay => ShortWait.Duration;

    /// <inheritdoc/>
    public override int Items(int concurrency) => IoItemCount.Items(concurrency);

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        ShortWait.Block(ref gate);
        return Expected(item);
    }

    /// <inheritdoc/>
    public override ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken) =>
        ShortWait.ThenAsync(Expected(item), cancellationToken);

    /// <inheritdoc/>
    public override void Start(int item, ItemHandler handler, CancellationToken cancellationToken) =>
        ShortWait.Start(handler.Loop, () => handler.Complete(item, Expected(item)));

    /// <inheritdoc/>
    public override ulong Expected(int item) => Digest.Of(Seed, (ulong)item);
}
