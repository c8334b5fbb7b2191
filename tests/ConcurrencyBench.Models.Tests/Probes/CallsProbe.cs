namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>Items that are calls, each of which reports that it ran.</summary>
public sealed class CallsProbe : ProbeWorkload, ICallsEachItem
{
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    public int ItemsElsewhere => 1;

    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        Board.Enter();
        try
        {
            return Expected(item);
        }
        finally
        {
            Board.Leave();
        }
    }
}
