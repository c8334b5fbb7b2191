namespace ConcurrencyBench.Abstractions.Counters;

/// <summary>What a worker can read of itself beyond its runtime's own counters.</summary>
public interface IWorkerReadings
{
    /// <summary>CPU time of this process, ended threads included.</summary>
    long? CpuNanoseconds { get; }

    /// <summary>CPU time of the process that started this one.</summary>
    long? OrchestratorCpuNanoseconds { get; }

    /// <summary>What getrusage(2) reports of this process; null where the system has no such call.</summary>
    ResourceUsage? Usage { get; }
}
