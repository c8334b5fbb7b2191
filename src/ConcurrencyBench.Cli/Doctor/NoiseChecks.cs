using System.Globalization;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Counters;

namespace ConcurrencyBench.Cli.Doctor;

/// <summary>What a noise reading means for a run.</summary>
internal static class NoiseChecks
{
    private const double SteadyRatio = 1.05;

    /// <summary>Explains a reading.</summary>
    public static IReadOnlyList<DoctorCheck> Of(NoiseReading reading, MachineEnvironment machine) =>
    [
        new(
            "spread",
            string.Create(CultureInfo.InvariantCulture, $"median {reading.MedianNanoseconds / 1e6:0.00} ms of {reading.Repetitions}; one in twenty took {reading.SlowRatio:0.00} times that or more"),
            reading.SlowRatio > SteadyRatio ? "single measurements scatter this much: give the run more rounds" : null),
        new(
            "drift",
            string.Create(CultureInfo.InvariantCulture, $"the slowest tenth of the time was {reading.DriftRatio:0.00} times as slow as the fastest"),
            reading.DriftRatio > SteadyRatio ? "absolute times drift this much; ratios are formed within blocks, where it cancels" : null),
        Others(reading.Disturbance, machine),
    ];

    private static DoctorCheck Others(Disturbance? disturbance, MachineEnvironment machine)
    {
        if (disturbance is null)
        {
            return new DoctorCheck("others", "what other programs use is not available on this system", "run on Linux to have disturbed blocks found and repeated");
        }

        var available = disturbance.WindowNanoseconds * machine.UsableCores;

        // Processors that the run may not use are the others': what they do there takes nothing from it.
        var spare = disturbance.WindowNanoseconds * Math.Max(0, machine.LogicalProcessors - machine.UsableCores);
        var foreign = Math.Max(0, (disturbance.ForeignCpuNanoseconds - spare) / available);
        var stolen = disturbance.StealNanoseconds / available;
        return new DoctorCheck(
            "others",
            string.Create(CultureInfo.InvariantCulture, $"other programs used {foreign:0.0 %} of the cores, the hypervisor took {stolen:0.0 %}"),
            foreign + stolen > Disturbance.Threshold ? "blocks this disturbed are left out and repeated: end other programs" : null);
    }
}
