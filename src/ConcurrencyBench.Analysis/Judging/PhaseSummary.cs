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
    public static IReadOnlyList<PhaseResult> Of(CellSamples samples) =>
        [.. samples.Included.SelectMany(measurement => measurement.Phases ?? []).GroupBy(phase => phase.Id).Select(phases => Of(samples, phases.Last()))];

    private static PhaseResult Of(CellSamples samples, Phase last)
    {
        return new PhaseResult(last.Id, last.Label ?? last.Id, last.Items, Figure(Metric.TimeOf(last.Id)))
        {
            Size = last.Size,
            MedianLatency = Figure(Metric.MedianOf(last.Id)),
            P99Latency = Figure(Metric.P99Of(last.Id)),
            MaximumLatency = Figure(Metric.MaximumOf(last.Id)),
            BytesPerItem = Figure(Metric.BytesOf(last.Id)),
        };

        Figure? Figure(Metric metric) => Figures.Typical(samples, metric, samples.Warnings);
    }
}
