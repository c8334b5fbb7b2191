namespace ConcurrencyBench.Core.Records;

/// <summary>What the machine did for others while an operation was measured.</summary>
public sealed record Disturbance
{
    /// <summary>How much of the cores' time may go to others before a block is contaminated.</summary>
    public const double Threshold = 0.15;

    /// <summary>How long was looked at, with the operation inside.</summary>
    public required long WindowNanoseconds { get; init; }

    /// <summary>Time the hypervisor ran something else although this machine was ready.</summary>
    public required long StealNanoseconds { get; init; }

    /// <summary>CPU time of processes that do not belong to this run.</summary>
    public required long ForeignCpuNanoseconds { get; init; }

    /// <summary>
    /// Whether others took more than <see cref="Threshold"/> of the usable cores during a block. Processors that the run may
    /// not use are theirs: the machine's counters tell of all processors, also to a container with a quota. Judged over
    /// the whole block, because the kernel counts in ticks of 10 ms.
    /// </summary>
    /// <param name="block">The measurements of one block.</param>
    /// <param name="machine">How many processors there are, and how many the run may use.</param>
    /// <returns>True when the block must be excluded and repeated; false when the system does not tell.</returns>
    public static bool Contaminates(IEnumerable<Measurement> block, MachineEnvironment machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var spare = Math.Max(0, machine.LogicalProcessors - machine.UsableCores);
        var told = block.Select(measurement => measurement.Disturbance).OfType<Disturbance>().ToList();
        var others = told.Sum(disturbance => disturbance.StealNanoseconds + disturbance.ForeignCpuNanoseconds);
        return others > (spare + (Threshold * machine.UsableCores)) * told.Sum(disturbance => disturbance.WindowNanoseconds);
    }
}
