using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Waits 10 ms as <c>timer</c> does, then counts primes for about 1 ms as <c>primes</c> does: a web request that asks a
/// database and renders the answer.
/// </summary>
public sealed class MixedWorkload : ItemWorkload, IHasDelay, IStandsForItsKind
{
    // What a core computes in about 100 ms. A thousand items a second and core is all that any model can do here, however
    // many are in flight, so beyond this there are fewer waves.
    private const int ItemsPerCore = 100;

    /// <inheritdoc/>
    public override string Id => "mixed";

    /// <inheritdoc/>
    public override string Description => "waits 10 ms on a timer, then counts primes for about 1 ms";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Mixed;

    /// <inheritdoc/>
    public TimeSpan Delay => ShortWait.Duration;

    /// <inheritdoc/>
    public int MainConcurrency(int cores) => 16;

    /// <inheritdoc/>
    public override int Items(int concurrency) => IoItemCount.Items(concurrency, ItemsPerCore * UsableCores.Current.Whole);

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        ShortWait.Block(ref gate);
        return Compute(item, ref gate);
    }

    /// <inheritdoc/>
    public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken) =>
        Expected(await ShortWait.ThenAsync(item, cancellationToken));

    /// <inheritdoc/>
    public override void Start(int item, ItemHandler handler, CancellationToken cancellationToken) =>
        ShortWait.Start(handler.Loop, () => handler.Complete(item, Expected(item)));

    /// <inheritdoc/>
    public override ulong Expected(int item)
    {
        var gate = default(NoGate);
        return Compute(item, ref gate);
    }

    private ulong Compute<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate =>
        Digest.Of(Digest.Of(Seed, (ulong)item), PrimesWorkload.CountRange(Seed, item, ref gate));
}
