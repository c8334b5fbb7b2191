using System.Runtime.ExceptionServices;
using ConcurrencyBench.Reporting.Charts;

namespace ConcurrencyBench.Reporting;

/// <summary>Writes every report of this assembly into a run's folder.</summary>
public static class ReportWriter
{
    /// <summary>The reports there are, by id: a new one needs no registration.</summary>
    public static IReadOnlyList<IReport> Reports { get; } = Scan();

    /// <summary>Writes all reports over earlier ones, and removes earlier charts that show nothing now; equal inputs give equal bytes.</summary>
    /// <param name="input">The run.</param>
    /// <param name="folder">Where to; made when it is missing.</param>
    /// <returns>What was written, relative to the folder, in order.</returns>
    /// <exception cref="IOException">The folder cannot be written to, or the disk is full.</exception>
    public static IReadOnlyList<string> WriteAll(ReportInput input, string folder)
    {
        var files = Reports.SelectMany(report => report.Files(input)).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        RemoveCharts(folder, files);
        try
        {
            // Each draws for itself, and that takes longest.
            Parallel.ForEach(files, file => Write(file, folder));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return [.. files.Select(file => file.Path)];
    }

    private static void Write(ReportFile file, string folder)
    {
        var path = Path.Combine([folder, .. file.Path.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        file.Write(stream);
    }

    // A chart of an earlier report would be taken for this one's. Only files that a chart would write are removed.
    private static void RemoveCharts(string folder, IReadOnlyList<ReportFile> files)
    {
        foreach (var name in Reports.OfType<Chart>().SelectMany(chart => new[] { $"{chart.Id}.png", $"{chart.Id}.svg" }))
        {
            var path = Path.Combine(folder, "charts", name);
            if (files.All(file => file.Path != $"charts/{name}") && File.Exists(path))
            {
                File.Delete(path);
            }
        }
    }

    private static IReadOnlyList<IReport> Scan() =>
    [
        .. from type in typeof(ReportWriter).Assembly.GetTypes()
           where type.IsAssignableTo(typeof(IReport)) && type is { IsAbstract: false, IsInterface: false }
           let report = (IReport)Activator.CreateInstance(type)!
           orderby report.Id
           select report,
    ];
}
