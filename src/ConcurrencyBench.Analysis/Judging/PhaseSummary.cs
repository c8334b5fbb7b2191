using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>The results of the phases of a cell's operations.</summary>
internal static class PhaseSummary
{
    /// <summary>Summarises every phase that a clean measurement of a cell has.</summary>
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

        return [.. names.Select(name => new PhaseResult(name, last[name].Items, Figure(Metric.TimeOf(name)))
        {
            MedianLatency = Figure(Metric.MedianOf(name)),
            P99Latency = Figure(Metric.P99Of(name)),
            MaximumLatency = Figure(Metric.MaximumOf(name)),
            BytesPerItem = Figure(Metric.BytesOf(name)),
        })];

        Figure? Figure(Metric metric) => Figures.Typical(samples, metric, samples.Warnings);
    }
}
