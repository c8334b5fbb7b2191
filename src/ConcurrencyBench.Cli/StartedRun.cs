using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Measurement.Launching;

namespace ConcurrencyBench.Cli;

/// <summary>A run that is about to measure, new or continued.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Manifest">What it sets out to do.</param>
/// <param name="Journal">What it measured before; empty for a new one.</param>
/// <param name="BudgetSeconds">How long it may take in all.</param>
/// <param name="Workers">The workers of other runtimes.</param>
internal sealed record StartedRun(
    RunFolder Folder, RunManifest Manifest, JournalContent Journal, int BudgetSeconds, IReadOnlyList<ExternalWorker> Workers)
{
    /// <summary>What it sets out to do, with this session among its own: from the first line of this session on. Null for a new run.</summary>
    public RunManifest? Resumed { get; init; }
}
