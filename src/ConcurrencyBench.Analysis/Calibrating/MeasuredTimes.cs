using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Calibrating;

/// <summary>What launches and operations of a run cost in wall time, with all that is around them, by the times of its journal's lines.</summary>
internal sealed class MeasuredTimes(IReadOnlyList<JournalEntry> entries)
{
    private const double MillisecondsPerSecond = 1000;

    private readonly ILookup<string, BlockMeasurement> _measurements = entries.OfType<BlockMeasurement>().ToLookup(measurement => measurement.Comparison!);

    /// <summary>What an operation of a comparison takes, from one line to the next.</summary>
    /// <returns>Seconds.</returns>
    public double OperationSeconds(Comparison comparison)
    {
        var rounds = _measurements[comparison.Id].GroupBy(measurement => measurement.Round).Select(round => (First: round.First(), Last: round.Last(), Count: round.Count())).ToList();
        var steps = rounds.Sum(round => round.Count - 1);
        return steps == 0 ? 0 : rounds.Sum(round => Math.Max(0, round.Last.AtMilliseconds - round.First.AtMilliseconds)) / MillisecondsPerSecond / steps;
    }

    /// <summary>What a launch of a comparison takes: what comes before the first operation of a round, over all that were launched.</summary>
    /// <returns>Seconds, the operation itself taken off.</returns>
    public double LaunchSeconds(Comparison comparison)
    {
        var operation = OperationSeconds(comparison);
        var launches = Rounds(comparison.Workload).Where(round => round.Models > 0)
            .Select(round => (round.Milliseconds / MillisecondsPerSecond / round.Models) - (operation / round.Models)).ToList();
        return launches.Count == 0 ? 0 : Math.Max(0, launches.Average());
    }

    private IEnumerable<(long Milliseconds, int Models)> Rounds(string workload)
    {
        var (end, known) = (0L, new HashSet<int>());
        foreach (var entry in entries)
        {
            if (entry is BlockMeasurement measurement && measurement.Cell.Workload == workload && known.Add(measurement.Round))
            {
                var models = entries.OfType<BlockMeasurement>().Where(other => other.Round == measurement.Round && other.Cell.Workload == workload).Select(other => other.Cell.Model).Distinct().Count();
                yield return (measurement.AtMilliseconds - end, models);
            }

            // Of a round itself, what comes before its first operation is its cost, so only what was measured ends what came before.
            end = entry is BlockMeasurement or RoundStart ? entry.AtMilliseconds : end;
        }
    }
}
