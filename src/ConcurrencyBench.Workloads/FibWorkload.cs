using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads;

/// <summary>Computes a Fibonacci number by plain recursion: calls and additions and nothing else, all of it under a GIL.</summary>
public sealed class FibWorkload : Workload
{
    private ulong _seed;

    /// <inheritdoc/>
    public override string Id => "fib";

    /// <inheritdoc/>
    public override string Description => $"computes the Fibonacci number {Fibonacci.Which} by plain recursion";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <inheritdoc/>
    public override int Items(int concurrency) => 64 * CpuWorkScale.Of(concurrency);

    /// <inheritdoc/>
    public override Task SetUpAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _seed = setup.Seed;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate) =>
        Digest.Of(Digest.Of(_seed, (ulong)item), Fibonacci.Of(Fibonacci.Which, ref gate));
}
