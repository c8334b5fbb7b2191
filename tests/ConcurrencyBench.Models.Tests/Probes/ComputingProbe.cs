namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>Counts as running only between checkpoints, where a thread under a global lock must be alone.</summary>
public sealed class ComputingProbe : ProbeWorkload
{
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        for (var turn = 0; turn < 50; turn++)
        {
            Board.Enter();
            Thread.SpinWait(50);
            Board.Leave();
            gate.Checkpoint();
        }

        return Expected(item);
    }
}
