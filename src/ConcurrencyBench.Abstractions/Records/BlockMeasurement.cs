namespace ConcurrencyBench.Abstractions.Records;

/// <summary>One timed operation, whose every digest was right.</summary>
public sealed record BlockMeasurement : CellEntry
{
    /// <summary>Which block of the round, from 0: one pass over the models, each measured once.</summary>
    public required int Block { get; init; }

    /// <summary>How many items the operation had.</summary>
    public required int Items { get; init; }

    /// <summary>The operation's wall time.</summary>
    public required double Nanoseconds { get; init; }

    /// <summary>The parts that its workload distinguishes, in order; null for most.</summary>
    public IReadOnlyList<Phase>? Phases { get; init; }

    /// <summary>What it cost beside time.</summary>
    public required Costs Costs { get; init; }

    /// <summary>What else the machine did meanwhile; null where it is not available.</summary>
    public Disturbance? Disturbance { get; init; }

    /// <summary>Why the operation must not count.</summary>
    /// <param name="machine">How many processors there are, and how many the run may use.</param>
    /// <returns>The reason; none when the operation counts, or what the machine did is not known.</returns>
    public DisturbanceKind DisturbanceOn(MachineEnvironment machine) => Disturbance?.KindOn(machine) ?? DisturbanceKind.None;
}
