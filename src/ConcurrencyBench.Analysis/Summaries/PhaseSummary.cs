using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Summaries;

/// <summary>The results of the phases of a cell's operations.</summary>
internal static class PhaseSummary
{
    /// <summary>Summarises every phase that a clean measurement of a cell has.</summary>
    /// <param name="samples">The cell's samples.</param>
    /// <returns>The phases in the order in which operations first have them; empty for most workloads.</returns>
    public static IReadOnlyList<PhaseResult> Of(CellSamples samples)
    {
        var last = new Dictionary<string, Phase>();
        var names = new List<string>();
        foreach (var phase in samples.Included.SelectMany(measurement => measurement.Phases ?? []))
        {
            if (last.TryAdd(phase.Name, phase))
            {
                names.Add(phase.Name);
            }

            last[phase.Name] = phase;
        }

        return [.. names.Select(name => new PhaseResult(name, last[name].Items, Figure(Quantity.TimeOf(name)))
        {
            MedianLatency = Figure(Quantity.MedianOf(name)),
            P99Latency = Figure(Quantity.P99Of(name)),
            MaximumLatency = Figure(Quantity.MaximumOf(name)),
            BytesPerItem = Figure(Quantity.BytesOf(name)),
        })];

        Figure? Figure(Quantity quantity) => Figures.Typical(samples, quantity.Of, samples.Doubts);
    }
}
