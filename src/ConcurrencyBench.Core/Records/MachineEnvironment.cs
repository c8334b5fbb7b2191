namespace ConcurrencyBench.Core.Records;

/// <summary>The machine a run was made on. What the system does not tell is null.</summary>
public sealed record MachineEnvironment
{
    /// <summary>The operating system, as it names itself.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The kernel's version.</summary>
    public string? Kernel { get; init; }

    /// <summary>The processor's architecture, as "x64".</summary>
    public required string Architecture { get; init; }

    /// <summary>The processor, as it names itself.</summary>
    public string? Processor { get; init; }

    /// <summary>Processors the machine has, hyper-threads counted.</summary>
    public required int LogicalProcessors { get; init; }

    /// <summary>Cores' worth of time the run may use: affinity and cgroup quota counted.</summary>
    public required double UsableCores { get; init; }

    /// <summary>The cgroup's quota in cores, when there is one.</summary>
    public double? CpuQuota { get; init; }

    /// <summary>Whether two logical processors may share a core.</summary>
    public bool? SimultaneousMultithreading { get; init; }

    /// <summary>The frequency governor.</summary>
    public string? Governor { get; init; }

    /// <summary>Whether a hypervisor is underneath.</summary>
    public bool? IsVirtual { get; init; }

    /// <summary>Memory the run may use.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>The .NET runtime, as "10.0.12".</summary>
    public required string RuntimeVersion { get; init; }

    /// <summary>The one-minute load average when the run began.</summary>
    public double? LoadAverage { get; init; }

    /// <summary>Whole cores to give work to: <see cref="UsableCores"/> rounded down, at least 1.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Cores => Math.Max(1, (int)UsableCores);
}
