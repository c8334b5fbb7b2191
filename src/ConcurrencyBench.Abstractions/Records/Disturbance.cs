using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What the machine did for others, or kept from the run, while an operation was measured.</summary>
public sealed record Disturbance
{
    /// <summary>How much of the usable cores' time may go to others during an operation that counts.</summary>
    public const double Threshold = 0.15;

    /// <summary>How much CPU time of others is certain to be theirs: a tick that falls on the other side of an edge, and half of one more.</summary>
    public static readonly TimeSpan Certainty = TimeSpan.FromMilliseconds(15);

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
    /// Why the operation must not count: it took time in which the machine did not work for it. Others disturb it with more than
    /// <see cref="Threshold"/> of the usable cores, and with more than <see cref="Certainty"/>, since the kernel counts in ticks of 10 ms. Processors that
    /// the run may not use belong to others: the machine's counters include all processors, also in a container with a quota.
    /// </summary>
    /// <param name="machine">How many processors there are, and how many the run may use.</param>
    /// <returns>The reason; none when the operation counts.</returns>
    public DisturbanceKind KindOn(MachineEnvironment machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var spare = Math.Max(0, machine.LogicalProcessors - machine.UsableCores);
        var allowed = (spare * WindowNanoseconds) + Math.Max(Certainty.TotalNanoseconds, Threshold * machine.UsableCores * WindowNanoseconds);
        return IsInterrupted ? DisturbanceKind.Interrupted
            : IsThrottled ? DisturbanceKind.Throttled
            : (double)StealNanoseconds + ForeignCpuNanoseconds > allowed ? DisturbanceKind.Others
            : DisturbanceKind.None;
    }
}
