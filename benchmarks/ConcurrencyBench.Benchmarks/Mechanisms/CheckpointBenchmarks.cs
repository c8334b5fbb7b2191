using ConcurrencyBench.Models.Gil;

namespace ConcurrencyBench.Benchmarks.Mechanisms;

/// <summary>
/// The same small loop without a gate, with the gate of models that have no lock, and with the GIL's when no thread asks.
/// With <c>--disasm</c> BenchmarkDotNet prints the machine code: the first two loops are the same instructions.
/// </summary>
public class CheckpointBenchmarks
{
    private const int Checkpoints = 1_000;

    private GilGate _gilGate = new(new GlobalInterpreterLock(TimeSpan.FromMilliseconds(5)));

    [Benchmark(Description = "a turn of a loop", Baseline = true, OperationsPerInvoke = Checkpoints)]
    public ulong None()
    {
        var digest = 1ul;
        for (var turn = 0; turn < Checkpoints; turn++)
        {
            digest = Digest.Mix(digest);
        }

        return digest;
    }

    [Benchmark(Description = "with a checkpoint of NoGate", OperationsPerInvoke = Checkpoints)]
    public ulong NoGate()
    {
        var gate = default(NoGate);
        return Loop(ref gate);
    }

    [Benchmark(Description = "with a checkpoint of GilGate", OperationsPerInvoke = Checkpoints)]
    public ulong GilGate() => Loop(ref _gilGate);

    private static ulong Loop<TGate>(ref TGate gate)
        where TGate : struct, IGate
    {
        var digest = 1ul;
        for (var turn = 0; turn < Checkpoints; turn++)
        {
            digest = Digest.Mix(digest);
            gate.Checkpoint();
        }

        return digest;
    }
}
