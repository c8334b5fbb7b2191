using System.Collections.Immutable;
using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Csv;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Measurement.Exports;

/// <summary>Writes a run's measurements with BenchmarkDotNet's own exporters, for the tools that read those files.</summary>
public static class BenchmarkDotNetFiles
{
    private const string Title = "ConcurrencyBench";

    private static readonly IExporter[] Exporters =
        [CsvExporter.Default, HtmlExporter.Default, JsonExporter.Brief, MarkdownExporter.GitHub];

    /// <summary>Writes the files; equal runs give equal bytes.</summary>
    /// <param name="manifest">The run.</param>
    /// <param name="entries">Its journal.</param>
    /// <param name="folder">Where; made when it is not there.</param>
    public static void Write(RunManifest manifest, IEnumerable<JournalEntry> entries, string folder)
    {
        var config = ImmutableConfigBuilder.Create(
            ManualConfig.CreateEmpty().AddColumnProvider(DefaultColumnProviders.Instance).AddExporter(Exporters));
        var reports = entries.OfType<Core.Records.Measurement>()
            .GroupBy(measurement => measurement.Cell)
            .OrderBy(cell => cell.Key.Workload, StringComparer.Ordinal)
            .ThenBy(cell => cell.Key.Concurrency)
            .ThenBy(cell => cell.Key.Model, StringComparer.Ordinal)
            .Select(cell => CellReport.Create(cell.Key, cell, config))
            .ToImmutableArray();
        if (reports.IsEmpty)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var summary = new Summary(
            Title,
            reports,
            new RunEnvironmentInfo(manifest.Environment),
            folder,
            logFilePath: string.Empty,
            totalTime: TimeSpan.Zero,
            CultureInfo.InvariantCulture,
            validationErrors: [],
            columnHidingRules: []);
        foreach (var exporter in Exporters)
        {
            // Exporters delete and write anew: what they say goes nowhere.
            _ = exporter.ExportToFiles(summary, NullLogger.Instance).ToList();
        }
    }
}
