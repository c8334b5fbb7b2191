using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What the machine did for others, or kept from the run, while an operation was measured.</summary>
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

    /// <summary>Periods in which a CPU quota of the run's control groups was used up; null where no quota is counted or this is not available on the system.</summary>
    public long? ThrottledPeriods { get; init; }

    /// <summary>How long such quotas stopped the run's processes; null as above.</summary>
    public long? ThrottledNanoseconds { get; init; }

    /// <summary>
    /// How long the run itself was stopped meanwhile, by a signal, a frozen control group or a machine that slept; 0 where it was
    /// continued and how long it had stopped is not known. Null when it was not.
    /// </summary>
    public long? InterruptedNanoseconds { get; init; }

    /// <summary>Whether a CPU quota stopped the operation.</summary>
    [JsonIgnore]
    public bool IsThrottled => ThrottledPeriods > 0 || ThrottledNanoseconds > 0;

    /// <summary>Whether the run was stopped during the operation.</summary>
    [JsonIgnore]
    public bool IsInterrupted => InterruptedNanoseconds is not null;

    /// <summary>
    /// Why a block must not count: its operations took time in which the machine did not work for them. Others contaminate it with more
    /// than <see cref="Threshold"/> of the usable cores. Processors that the run may not use are theirs: the machine's counters include
    /// all processors, also to a container with a quota. Judged over the whole block, because the kernel counts in ticks of 10 ms.
    /// One operation that was throttled or interrupted is enough.
    /// </summary>
    /// <param name="block">The measurements of one block.</param>
    /// <param name="machine">How many processors there are, and how many the run may use.</param>
    /// <returns>The reason for which the block must be excluded and repeated; none when it is not available.</returns>
    public static BlockDisturbance Of(IEnumerable<BlockMeasurement> block, MachineEnvironment machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var spare = Math.Max(0, machine.LogicalProcessors - machine.UsableCores);
        var known = block.Select(measurement => measurement.Disturbance).OfType<Disturbance>().ToList();
        var others = known.Sum(disturbance => (double)disturbance.StealNanoseconds + disturbance.ForeignCpuNanoseconds);
        return known.Exists(disturbance => disturbance.IsInterrupted) ? BlockDisturbance.Interrupted
            : known.Exists(disturbance => disturbance.IsThrottled) ? BlockDisturbance.Throttled
            : others > (spare + (Threshold * machine.UsableCores)) * known.Sum(disturbance => (double)disturbance.WindowNanoseconds) ? BlockDisturbance.Others
            : BlockDisturbance.None;
    }
}
