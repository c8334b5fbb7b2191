using System.Globalization;
using System.Text;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Csv;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Loggers;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Reporting.Exports;

/// <summary>Writes a run's measurements with BenchmarkDotNet's own exporters, for the tools that read those files.</summary>
public static class BenchmarkDotNetFiles
{
    private const string Title = "ConcurrencyBench";

    private static readonly IReadOnlyList<(IExporter Exporter, TextEncoding Encoding)> Exporters =
    [
        (CsvExporter.Default, TextEncoding.Csv), (HtmlExporter.Default, TextEncoding.Html), (JsonExporter.Brief, TextEncoding.None),
        (MarkdownExporter.GitHub, TextEncoding.Markdown),
    ];

    /// <summary>Writes the files; equal runs give equal bytes.</summary>
    /// <param name="manifest">The run.</param>
    /// <param name="entries">Its journal.</param>
    /// <param name="folder">Where; made when it is not there.</param>
    /// <exception cref="IOException">The folder cannot be written to, or the disk is full; earlier files stay.</exception>
    public static void Write(RunManifest manifest, IEnumerable<JournalEntry> entries, string folder)
    {
        using var staged = new StagedFiles(Path.GetDirectoryName(Path.GetFullPath(folder))!);
        Stage(manifest, entries, staged, Path.GetFileName(folder));
        staged.Commit();
    }

    /// <summary>Writes the files beside their places, for the caller to commit.</summary>
    /// <param name="manifest">The run.</param>
    /// <param name="entries">Its journal.</param>
    /// <param name="staged">Where.</param>
    /// <param name="folder">In which folder there.</param>
    /// <exception cref="IOException">The folder cannot be written to, or the disk is full.</exception>
    public static void Stage(RunManifest manifest, IEnumerable<JournalEntry> entries, StagedFiles staged, string folder)
    {
        var cells = entries.OfType<BlockMeasurement>()
            .GroupBy(measurement => measurement.Cell)
            .OrderBy(cell => cell.Key.Workload, StringComparer.Ordinal)
            .ThenBy(cell => cell.Key.Concurrency)
            .ThenBy(cell => cell.Key.Parameters.Id, StringComparer.Ordinal)
            .ThenBy(cell => cell.Key.Model, StringComparer.Ordinal)
            .ToList();
        if (cells.Count == 0)
        {
            return;
        }

        // Exporters open their files by themselves.
        var beside = staged.MakeFolder(folder);
        var config = ImmutableConfigBuilder.Create(
            ManualConfig.CreateEmpty().AddColumnProvider(DefaultColumnProviders.Instance).AddExporter([.. Exporters.Select(item => item.Exporter)])
                .WithSummaryStyle(CellReport.Style));
        var plain = new Lazy<BenchmarkDotNet.Reports.Summary>(() => Summarise(manifest, cells, config, beside, TextEncoding.None));
        foreach (var (exporter, encoding) in Exporters)
        {
            // Names that no format takes for its own look alike in all.
            var summary = IsPlain(manifest.Environment, cells.Select(cell => cell.Key), encoding)
                ? plain.Value
                : Summarise(manifest, cells, config, beside, encoding);

            // Exporters delete and write anew: what they say goes nowhere.
            foreach (var file in exporter.ExportToFiles(summary, NullLogger.Instance))
            {
                staged.Write($"{folder}/{Path.GetFileName(file)}", stream => Copy(file, encoding, stream));
            }
        }
    }

    private static BenchmarkDotNet.Reports.Summary Summarise(
        RunManifest manifest, IEnumerable<IGrouping<Cell, BlockMeasurement>> cells, ImmutableConfig config, string folder, TextEncoding encoding) => new(
        Title,
        [.. cells.Select(cell => CellReport.Create(Encoded(cell.Key, encoding), cell, manifest.Workers?.Settings, config))],
        new RunEnvironmentInfo(Encoded(manifest.Environment, encoding), manifest.Workers?.Settings),
        folder,
        logFilePath: string.Empty,
        totalTime: TimeSpan.Zero,
        CultureInfo.InvariantCulture,
        validationErrors: [],
        columnHidingRules: []);

    private static bool IsPlain(MachineEnvironment environment, IEnumerable<Cell> cells, TextEncoding encoding) =>
        Encoded(environment, encoding) == environment && cells.All(cell => Encoded(cell, encoding) == cell);

    private static Cell Encoded(Cell cell, TextEncoding encoding) => cell with
    {
        Runtime = new Abstractions.Records.Runtime(encoding.Name(cell.Runtime.Id)),
        Model = encoding.Name(cell.Model),
        Workload = encoding.Name(cell.Workload),
    };

    private static MachineEnvironment Encoded(MachineEnvironment environment, TextEncoding encoding) => environment with
    {
        OperatingSystem = encoding.Remark(environment.OperatingSystem),
        Kernel = environment.Kernel is { } kernel ? encoding.Remark(kernel) : null,
        Architecture = encoding.Remark(environment.Architecture),
        Processor = environment.Processor is { } processor ? encoding.Remark(processor) : null,
        RuntimeVersion = encoding.Remark(environment.RuntimeVersion),
    };

    private static void Copy(string file, TextEncoding encoding, Stream stream)
    {
        if (encoding.Finish is { } finish)
        {
            stream.Write(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(finish(File.ReadAllText(file))));
            return;
        }

        using var source = File.OpenRead(file);
        source.CopyTo(stream);
    }
}
