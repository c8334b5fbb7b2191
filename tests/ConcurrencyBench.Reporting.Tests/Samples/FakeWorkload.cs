using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Reporting.Tests.Samples;

/// <summary>A workload's words; never run.</summary>
internal sealed class FakeWorkload(string id, WorkloadKind kind, string description, bool waits = false) : ItemWorkload, IHasDelay
{
    public override string Id => id;

    public override string Description => description;

    public override WorkloadKind Kind => kind;

    public TimeSpan Delay => TimeSpan.FromMilliseconds(waits ? 10 : 0);

    public override int Items(int concurrency) => throw new NotSupportedException();

    public override ulong Execute<TGate>(int item, ref TGate gate) => throw new NotSupportedException();
}
