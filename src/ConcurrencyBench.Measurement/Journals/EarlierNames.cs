using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>Names that earlier versions wrote into journals, as they are called today.</summary>
internal static class EarlierNames
{
    private static readonly Dictionary<string, string> Phases = new(StringComparer.Ordinal) { ["4 kB"] = "4 KiB" };

    /// <summary>An entry with today's names.</summary>
    public static JournalEntry Replace(JournalEntry entry) =>
        entry is BlockMeasurement { Phases: { } phases } measurement && phases.Any(phase => Phases.ContainsKey(phase.Name))
            ? measurement with { Phases = [.. phases.Select(phase => phase with { Name = Phases.GetValueOrDefault(phase.Name, phase.Name) })] }
            : entry;
}
