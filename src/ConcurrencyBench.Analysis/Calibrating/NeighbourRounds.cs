using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;

namespace ConcurrencyBench.Analysis.Calibrating;

/// <summary>The rounds of a calibration whose neighbour was not there: what was measured in them was beside nothing, and must not pass for anything else.</summary>
internal static class NeighbourRounds
{
    /// <summary>The journal without what was measured in them.</summary>
    public static IReadOnlyList<JournalEntry> LeaveOut(IReadOnlyList<JournalEntry> entries)
    {
        var absent = entries.OfType<NeighbourPresence>().Where(presence => !presence.WasThere).Select(presence => (presence.Comparison, presence.Round)).ToHashSet();
        return absent.Count == 0 ? entries : [.. entries.Where(entry => entry is not BlockMeasurement measurement || !absent.Contains((measurement.Comparison!, measurement.Round)))];
    }

    /// <summary>How many they are, by comparison.</summary>
    public static IReadOnlyList<AbsentNeighbour> Of(IReadOnlyList<JournalEntry> entries) =>
    [
        .. from rounds in entries.OfType<NeighbourPresence>().GroupBy(presence => presence.Comparison)
           let absent = rounds.Where(presence => !presence.WasThere).ToList()
           where absent.Count > 0
           select new AbsentNeighbour(rounds.Key, absent[0].Kind, absent.Count, rounds.Count(), Reason(absent[0])),
    ];

    private static string Reason(NeighbourPresence absent) => absent.End is { } end
        ? $"the neighbour's {end}"
        : $"the neighbour used {SentenceNumbers.Number(100.0 * (absent.CpuNanoseconds ?? 0) / Math.Max(1, absent.WindowNanoseconds))} % of a core instead of a fifth";
}
