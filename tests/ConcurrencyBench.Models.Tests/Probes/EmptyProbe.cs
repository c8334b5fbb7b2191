namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>Does nothing at all.</summary>
public sealed class EmptyProbe : ProbeWorkload
{
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    public override ulong Execute<TGate>(int item, ref TGate gate) => Expected(item);
}
