namespace ConcurrencyBench.Reporting.Views;

/// <summary>What measures claims that a run left out.</summary>
/// <param name="Command">What to run, as "cbench --profile standard".</param>
/// <param name="ClaimIds">The claims that it measures.</param>
public sealed record ClaimSource(string Command, IReadOnlyCollection<string> ClaimIds);
