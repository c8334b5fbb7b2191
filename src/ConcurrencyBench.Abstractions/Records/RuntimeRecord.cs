namespace ConcurrencyBench.Abstractions.Records;

/// <summary>A runtime other than the program's own that a run measures models of.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">Its version, as its worker reported it before the run.</param>
/// <param name="Description">What its worker said of its models and workloads, in short: a continued run needs a worker that says the same.</param>
public sealed record RuntimeRecord(Runtime Id, string Version, string Description);
