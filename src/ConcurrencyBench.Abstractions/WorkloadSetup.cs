using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Abstractions;

/// <summary>What a workload needs to know before its items can run, the same in every process that runs them.</summary>
/// <param name="Seed">Decides every input and so every digest.</param>
/// <param name="Concurrency">The most items in flight at once in this process; connections are opened for as many.</param>
/// <param name="FixtureAddress">Where the workload's fixture is (a port, a folder), or null when it has none.</param>
public sealed record WorkloadSetup(ulong Seed, int Concurrency, string? FixtureAddress)
{
    /// <summary>The cell's parameters, with which another process makes the workload; the concurrency among them is the whole cell's.</summary>
    public Parameters Parameters { get; init; } = Parameters.Of(Concurrency);
}
