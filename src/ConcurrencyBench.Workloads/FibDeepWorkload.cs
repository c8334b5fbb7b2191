using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Computes the number of <c>fib</c> by a recursion whose asynchronous form awaits every call, though none has to wait.
/// The blocking form, and so the baseline, is the plain recursion: what awaiting in the small costs a model is what its
/// speed-up lacks of the one at <c>fib</c>. There are fewer items, because awaited they take about five times as long.
/// </summary>
public sealed class FibDeepWorkload : ItemWorkload
{

    /// <inheritdoc/>
    public override string Id => "fib-deep";

    /// <inheritdoc/>
    public override string Description => $"computes the Fibonacci number {Fibonacci.Which} by a recursion that awaits every call in its asynchronous form";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <inheritdoc/>
    public override int Items(int concurrency) => 40 * CpuWorkScale.Of(concurrency);

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate) => DigestOf(item, Fibonacci.Of(Fibonacci.Which, ref gate));

    /// <inheritdoc/>
    public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken) =>
        DigestOf(item, await Fibonacci.OfAsync(Fibonacci.Which));

    private ulong DigestOf(int item, ulong number) => Digest.Of(Digest.Of(Seed, (ulong)item), number);
}
