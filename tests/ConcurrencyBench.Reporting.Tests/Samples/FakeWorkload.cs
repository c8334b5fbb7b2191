using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Reporting.Tests.Samples;

/// <summary>A workload's words; never run.</summary>
internal class FakeWorkload(string id, WorkloadKind kind, string description, bool waits = false, WorkloadNeeds needs = WorkloadNeeds.None) : ItemWorkload, IHasDelay, IHasNeeds
{
    public override string Id => id;

    public override string Description => description;

    public override WorkloadKind Kind => kind;

    public WorkloadNeeds Needs => needs;

    public TimeSpan Delay => TimeSpan.FromMilliseconds(waits ? 10 : 0);

    public override int Items(int concurrency) => throw new NotSupportedException();

    public override ulong Execute<TGate>(int item, ref TGate gate) => throw new NotSupportedException();
}

/// <summary>A workload that stands for its kind.</summary>
internal sealed class FakeMainWorkload(string id, WorkloadKind kind, string description, Func<int, int> concurrency, bool waits = false)
    : FakeWorkload(id, kind, description, waits), IStandsForItsKind
{
    public int MainConcurrency(int cores) => concurrency(cores);
}

/// <summary>A workload of messages of three sizes.</summary>
internal sealed class FakeMessages() : FakeWorkload("ping-pong", WorkloadKind.Message, "a round trip"), IHasMessageSizes;

/// <summary>A workload whose items are delayed in one of two phases.</summary>
internal sealed class FakeLatencies() : FakeWorkload("delays", WorkloadKind.Io, "waits"), IComparesLatencies
{
    public LatencyComparison Latencies { get; } = new("calm", "rough", "waits 7 ms", "another sleeps");
}
