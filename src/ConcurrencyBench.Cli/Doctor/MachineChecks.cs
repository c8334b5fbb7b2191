using System.Globalization;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Cli.Doctor;

/// <summary>What the machine is, and what about it makes figures worse than they need be.</summary>
internal static class MachineChecks
{
    private const double QuietLoad = 0.3;

    /// <summary>Looks at a machine.</summary>
    public static IReadOnlyList<DoctorCheck> Of(MachineEnvironment machine) =>
    [
        new("system", $"{machine.OperatingSystem}, kernel {machine.Kernel ?? "unknown"}, {machine.Architecture}, .NET {machine.RuntimeVersion}"),
        new("processor", $"{machine.Processor ?? "unknown"}, {machine.LogicalProcessors} logical processors"),
        Cores(machine),
        new("memory", string.Create(CultureInfo.InvariantCulture, $"{machine.MemoryBytes / (double)(1 << 30):0.0} GiB may be used")),
        machine.IsVirtual == true
            ? new("virtual", "a hypervisor is underneath", "others on the host can slow this machine at any time: stolen time is recorded, and blocks with much of it are repeated")
            : new("virtual", machine.IsVirtual is null ? "not known" : "no hypervisor"),
        machine.SimultaneousMultithreading == true
            ? new("hyper-threads", "on: two logical processors may share a core, so a speed-up of all of them is not to be expected", "count cores, or switch it off in the firmware for steadier figures")
            : new("hyper-threads", machine.SimultaneousMultithreading is null ? "not known" : "off"),
        machine.Governor is null or "performance"
            ? new("frequency", machine.Governor is null ? "the governor is not known" : "governor performance")
            : new("frequency", $"governor {machine.Governor}", "set it for steadier figures: cpupower frequency-set -g performance"),
        machine.LoadAverage > QuietLoad * machine.LogicalProcessors
            ? new("load", Invariant($"{machine.LoadAverage} in the last minute"), "end other programs before a run whose figures matter")
            : new("load", machine.LoadAverage is null ? "not known" : Invariant($"{machine.LoadAverage} in the last minute")),
    ];

    private static DoctorCheck Cores(MachineEnvironment machine)
    {
        var text = Invariant($"{machine.UsableCores:0.##} may be used");
        return machine switch
        {
            { RuntimeCores: { } counted } => new(
                "cores", text, Invariant($"the runtime counts {counted}: unset DOTNET_PROCESSOR_COUNT, or allow as many")),
            { UsableCores: < 2 } => new("cores", text, "models that use several cores cannot show it: allow two or more"),
            { CpuQuota: { } quota } when quota % 1 != 0 => new("cores", text, "a control group's quota that is no whole number throttles in bursts: give it whole cores"),
            _ => new("cores", text),
        };
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
