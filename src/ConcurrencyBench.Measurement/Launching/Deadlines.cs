namespace ConcurrencyBench.Measurement.Launching;

/// <summary>How long a worker may take to answer before it counts as hanging and is ended.</summary>
internal sealed record Deadlines
{
    /// <summary>What is waited for real workers.</summary>
    public static Deadlines Default { get; } = new();

    /// <summary>For <c>describe</c>: a process has to start.</summary>
    public TimeSpan Describe { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For <c>prepare</c>: set-up, start-up and warm-up.</summary>
    public TimeSpan Prepare { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>For an operation, at the least; slow ones get more, going by their warm-up.</summary>
    public TimeSpan ShortestMeasure { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Shutdown { get; init; } = TimeSpan.FromSeconds(10);
}
