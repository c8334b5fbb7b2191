
namespace ConcurrencyBench.Abstractions.Records;

/// <summary>The machine a run was made on. What is not available on this system is null.</summary>
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

    /// <summary>
    /// Cores' worth of time the run may use: the processors that are online and in its affinity mask, and the CPU quota of its control
    /// groups at every level, whichever is less. Shares of the machine are taken of this; <see cref="Cores"/> is for whole ones.
    /// </summary>
    public required double UsableCores { get; init; }

    /// <summary>The smallest CPU quota of the run's control groups in cores, when there is one.</summary>
    public double? CpuQuota { get; init; }

    /// <summary>How many cores the program's runtime counted, where that is not what may be used, as with DOTNET_PROCESSOR_COUNT; else null.</summary>
    public int? RuntimeCores { get; init; }

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

    /// <summary>The folder of the file that processes share, when there was no room in the system's place for shared memory.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public string? SharedMemoryFolder { get; init; }

    /// <summary>The one-minute load average when the run began.</summary>
    public double? LoadAverage { get; init; }

    /// <summary>Whole cores to give work to: <see cref="UsableCores"/> rounded down, at least 1.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Cores => Math.Max(1, (int)UsableCores);
}
