namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>What a workload's items should talk to is not where the address says.</summary>
/// <param name="address">The address, as it was given; null when none was.</param>
/// <param name="reason">What happened, in a clause.</param>
/// <param name="inner">What the system said, if it said anything.</param>
public sealed class FixtureException(string? address, string reason, Exception? inner = null)
    : Exception($"the fixture at '{address}' cannot be used: {reason}", inner);
