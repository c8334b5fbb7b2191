
namespace ConcurrencyBench.Abstractions.Records;

/// <summary>
/// What an operation cost the model's whole process tree. A counter that the system does not give is null, never 0.
/// Memory is a level at the end of the operation or the peak of the launch; everything else is a difference.
/// </summary>
public sealed record Costs
{
    /// <summary>CPU time of all processes of the tree.</summary>
    public long? CpuNanoseconds { get; init; }

    /// <summary>The part of the worker's CPU time spent in user mode, children left out.</summary>
    public long? UserCpuNanoseconds { get; init; }

    /// <summary>The part of the worker's CPU time spent in the kernel, children left out.</summary>
    public long? SystemCpuNanoseconds { get; init; }

    /// <summary>CPU time of the server the items talk to, which is not the model's.</summary>
    public long? FixtureCpuNanoseconds { get; init; }

    /// <summary>CPU time of the program that asked for the measurement, which should only wait meanwhile.</summary>
    public long? OrchestratorCpuNanoseconds { get; init; }

    /// <summary>Times a thread of the tree gave up its core by itself.</summary>
    public long? VoluntarySwitches { get; init; }

    /// <summary>Times a thread of the tree was made to give up its core.</summary>
    public long? InvoluntarySwitches { get; init; }

    /// <summary>The launch's peak resident memory, summed over the tree: shared pages count once a process.</summary>
    public long? PeakRssBytes { get; init; }

    /// <summary>Proportional memory of the tree after the operation: shared pages are divided among their users.</summary>
    public long? PssBytes { get; init; }

    /// <summary>
    /// Memory the tree would need if it were alone on the machine, after the operation: the private pages of all its
    /// processes, and of the shared pages the largest process's share once. PSS instead divides what all workers of a run
    /// share among them, and so depends on how many models are compared.
    /// </summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Threads of the tree after the operation.</summary>
    public long? Threads { get; init; }

    /// <summary>Managed memory the worker allocated; null when it has children, of which the runtime does not tell.</summary>
    public long? AllocatedBytes { get; init; }

    /// <summary>Garbage collections in the worker; null when it has children.</summary>
    public long? GcCount { get; init; }

    /// <summary>Time the worker's threads were stopped for the garbage collector; null when it has children.</summary>
    public long? GcPauseNanoseconds { get; init; }

    /// <summary>Time the worker's runtime spent compiling meanwhile, summed over threads; null when it has children.</summary>
    public long? CompilationNanoseconds { get; init; }

    /// <summary>Times a thread of the worker had to wait for a monitor; null when it has children.</summary>
    public long? LockContentions { get; init; }

    /// <summary>Work items that the worker's thread pool finished; null when it has children.</summary>
    public long? ThreadPoolItems { get; init; }
}
