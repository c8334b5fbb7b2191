using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>A run that no machine made, with everything that a manifest may hold.</summary>
internal static class MadeUpRun
{
    /// <summary>The manifest of a plan.</summary>
    public static RunManifest Of(Plan plan) => new()
    {
        Id = "0123456789abcdef",
        ProgramVersion = "0.1.0",
        Commit = "abcdef0",
        StartedAt = DateTimeOffset.UnixEpoch,
        Profile = "quick",
        Seed = 42,
        Settings = ModelSettings.Default,
        Plan = plan,
        Environment = new MachineEnvironment
        {
            OperatingSystem = "Linux",
            Kernel = "6",
            Architecture = "x64",
            Processor = "any",
            LogicalProcessors = 2,
            UsableCores = 2,
            CpuQuota = 2,
            SimultaneousMultithreading = true,
            Governor = "none",
            IsVirtual = true,
            MemoryBytes = 1 << 30,
            RuntimeVersion = "10.0.0",
            LoadAverage = 0.5,
        },
    };
}
