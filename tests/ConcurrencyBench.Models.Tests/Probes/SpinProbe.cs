namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>Computes for some microseconds, with checkpoints.</summary>
public sealed class SpinProbe : ProbeWorkload
{
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        Board.Enter();
        try
        {
            for (var turn = 0; turn < 10; turn++)
            {
                Thread.SpinWait(20);
                gate.Checkpoint();
            }

            Board.ThrowIfFaulty(item);
            return Expected(item);
        }
        finally
        {
            Board.Leave();
        }
    }
}
