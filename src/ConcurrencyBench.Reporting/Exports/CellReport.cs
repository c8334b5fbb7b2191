using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Parameters;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.Results;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Reporting.Exports;

/// <summary>A cell as BenchmarkDotNet sees it: a benchmark with parameters, whose operation is an item and whose launches are rounds.</summary>
internal static class CellReport
{
    /// <summary>How names are shown: whole.</summary>
    // A shortened name may be another's, and may be cut inside of what makes it text.
    public static readonly SummaryStyle Style = SummaryStyle.Default.WithMaxParameterColumnWidth(int.MaxValue);

    /// <summary>Turns a cell's measurements into BenchmarkDotNet's report of a benchmark.</summary>
    /// <param name="cell">Which cell.</param>
    /// <param name="measurements">Its measurements, at least one.</param>
    /// <param name="workers">What the workers ran with; null where it was not recorded.</param>
    /// <param name="config">Columns and exporters.</param>
    public static BenchmarkReport Create(Cell cell, IEnumerable<BlockMeasurement> measurements, RuntimeSettings? workers, ImmutableConfig config)
    {
        var method = typeof(ExportedBenchmark).GetMethod(nameof(ExportedBenchmark.Item))!;
        var benchmark = BenchmarkCase.Create(
            new Descriptor(typeof(ExportedBenchmark), method, description: "item"),
            // BenchmarkDotNet would say of what it is not given how this program runs, which is not how workers do.
            JobOf(cell.Runtime, workers),
            new ParameterInstances([
                Parameter("Workload", cell.Workload, 2),
                Parameter("Concurrency", cell.Concurrency, 1),
                .. cell.Parameters.Others.Select(number => Parameter(number.Key, number.Value, 1)),
                Parameter("Model", cell.Model, 0)]),
            config);
        var measured = measurements.ToList();
        var launches = measured.GroupBy(measurement => measurement.Round)
            .Select(round => Launch(round.Key + 1, [.. round]))
            .ToList();
        return new BenchmarkReport(success: true, benchmark, generateResult: null!, buildResult: null!, launches, CostMetric.Of(measured));
    }

    /// <summary>What a cell ran on. Of another runtime its settings of .NET would say what is not so.</summary>
    private static Job JobOf(Runtime runtime, RuntimeSettings? workers) => runtime.IsDotNet
        ? Job.Default.WithId(runtime.Id).WithGcServer(workers?.ServerGc ?? false).WithGcConcurrent(workers?.ConcurrentGc ?? true)
        : Job.Default.WithId(runtime.Id);

    private static ExecuteResult Launch(int index, IReadOnlyList<BlockMeasurement> round)
    {
        var lines = round.Select((measurement, iteration) => new BenchmarkDotNet.Reports.Measurement(
            index, IterationMode.Workload, IterationStage.Result, iteration + 1, measurement.Items, measurement.Nanoseconds).ToString());
        return new ExecuteResult(foundExecutable: true, exitCode: 0, processId: null, [.. lines], [], [], index);
    }

    private static ParameterInstance Parameter(string name, object value, int priority) =>
        new(new ParameterDefinition(name, isStatic: false, [], isArgument: false, value.GetType(), priority), value, Style);
}
