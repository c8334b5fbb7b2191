using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Launching;

namespace ConcurrencyBench.Cli;

/// <summary>A run that has no folder yet.</summary>
/// <param name="Profile">The profile's name.</param>
/// <param name="Plan">What it measures.</param>
/// <param name="Settings">What the user set about the models.</param>
/// <param name="Environment">The machine.</param>
/// <param name="Workers">The workers of other runtimes.</param>
internal sealed record PlannedRun(string Profile, Plan Plan, ModelSettings Settings, MachineEnvironment Environment, IReadOnlyList<ExternalWorker> Workers)
{
    /// <summary>The noise floors of this machine; null where they are not known.</summary>
    public CalibratedNoise? Calibration { get; init; }
}
