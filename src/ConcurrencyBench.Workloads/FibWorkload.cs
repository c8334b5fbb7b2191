using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads;

/// <summary>Computes a Fibonacci number by plain recursion: calls and additions and nothing else, all of it under a GIL.</summary>
public sealed class FibWorkload : ItemWorkload
{

    /// <inheritdoc/>
    public override string Id => "fib";

    /// <inheritdoc/>
    public override string Description => $"computes the Fibonacci number {Fibonacci.Which} by plain recursion";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <inheritdoc/>
    public override int Items(int concurrency) => 64 * CpuWorkScale.Of(concurrency);

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate) =>
        Digest.Of(Digest.Of(Seed, (ulong)item), Fibonacci.Of(Fibonacci.Which, ref gate));
}
