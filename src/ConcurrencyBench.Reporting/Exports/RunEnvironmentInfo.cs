using BenchmarkDotNet.Environments;
using ConcurrencyBench.Abstractions.Records;
using Perfolizer.Models;

namespace ConcurrencyBench.Reporting.Exports;

/// <summary>BenchmarkDotNet's description of a machine, taken from the run and not from where the report is made.</summary>
internal sealed class RunEnvironmentInfo : HostEnvironmentInfo
{
    /// <summary>Describes the run's machine.</summary>
    /// <param name="environment">As recorded in the run.</param>
    /// <param name="workers">What the workers ran with; null where it was not recorded.</param>
    public RunEnvironmentInfo(MachineEnvironment environment, RuntimeSettings? workers)
    {
        Architecture = environment.Architecture;
        RuntimeVersion = $".NET {environment.RuntimeVersion}";
        Configuration = "RELEASE";
        HasAttachedDebugger = false;
        HasRyuJit = true;
        JitInfo = "RyuJIT";
        HardwareIntrinsicsShort = string.Empty;
        IsServerGC = workers?.ServerGc ?? false;
        IsConcurrentGC = workers?.ConcurrentGc ?? true;
        InDocker = false;
        DotNetSdkVersion = new Lazy<string>(() => string.Empty);
        Os = new Lazy<OsInfo>(() => new OsInfo { Name = environment.OperatingSystem, KernelVersion = environment.Kernel });
        Cpu = new Lazy<CpuInfo>(() => new CpuInfo
        {
            ProcessorName = environment.Processor,
            LogicalCoreCount = environment.LogicalProcessors,
        });
    }
}
