namespace ConcurrencyBench.Measurement.Planning;

/// <summary>What a run is asked to measure: a profile, and what is chosen instead of the profile's.</summary>
public sealed record PlanRequest
{
    /// <summary>How much to measure.</summary>
    public required Profile Profile { get; init; }

    /// <summary>The models chosen by name; null for all.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>The workloads chosen, each as a <see cref="WorkloadChoice"/> is written; null for the profile's.</summary>
    public IReadOnlyList<string>? Workloads { get; init; }

    /// <summary>The concurrencies chosen, ascending; null for the profile's.</summary>
    public IReadOnlyList<int>? Concurrencies { get; init; }

    /// <summary>How long the run may take; null for the profile's.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Rounds; null for the profile's.</summary>
    public int? Rounds { get; init; }
}
