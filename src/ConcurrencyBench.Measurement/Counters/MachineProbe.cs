using System.Globalization;
using System.Runtime.InteropServices;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>Reads what the machine is. Everything but the first few facts needs /proc, /sys and cgroups, and is null without.</summary>
public static class MachineProbe
{
    private const string ProcessorInfo = "/proc/cpuinfo";

    /// <summary>Describes the machine this process runs on.</summary>
    /// <returns>The description.</returns>
    public static MachineEnvironment Read()
    {
        var cores = UsableCores.Read();
        var processorInfo = ProcFile.Read(ProcessorInfo);
        return new MachineEnvironment
        {
            OperatingSystem = OperatingSystemName(),
            Kernel = ProcFile.Read("/proc/sys/kernel/osrelease")?.Trim(),
            Architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
            Processor = Line(processorInfo, "model name"),
            LogicalProcessors = LogicalProcessorsIn(processorInfo),

            UsableCores = cores.Count,
            CpuQuota = cores.Quota,
            RuntimeCores = System.Environment.ProcessorCount == cores.AsTheRuntimeCounts ? null : System.Environment.ProcessorCount,
            SimultaneousMultithreading = ProcFile.Read("/sys/devices/system/cpu/smt/active")?.Trim() switch
            {
                "1" => true,
                "0" => false,
                _ => null,
            },
            Governor = ProcFile.Read("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")?.Trim(),
            IsVirtual = Line(processorInfo, "flags")?.Split(' ').Contains("hypervisor"),
            MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            RuntimeVersion = System.Environment.Version.ToString(),
            LoadAverage = ProcFile.Read("/proc/loadavg") is { } load
                ? double.Parse(load.Split(' ')[0], CultureInfo.InvariantCulture)
                : null,
        };
    }

    private static string OperatingSystemName() =>
        ProcFile.Read("/etc/os-release")?.Split('\n')
            .FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))?["PRETTY_NAME=".Length..].Trim('"')
        ?? RuntimeInformation.OSDescription;

    /// <summary>How many processors the system lists.</summary>
    internal static int LogicalProcessors() => LogicalProcessorsIn(ProcFile.Read(ProcessorInfo));

    private static int LogicalProcessorsIn(string? processorInfo)
    {
        var listed = processorInfo?.Split('\n').Count(line => line.StartsWith("processor", StringComparison.Ordinal));
        return listed > 0 ? listed.Value : UsableCores.Online()?.Count ?? System.Environment.ProcessorCount;
    }

    private static string? Line(string? text, string name) =>
        text?.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[^1].Trim();
}
