using System.Runtime.ExceptionServices;
using ConcurrencyBench.Processes;
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
    /// <exception cref="IOException">The folder cannot be written to, or the disk is full; earlier reports stay.</exception>
    public static IReadOnlyList<string> WriteAll(ReportInput input, string folder)
    {
        using var staged = new StagedFiles(folder);
        var files = Stage(input, staged);
        staged.Commit();
        return files;
    }

    /// <summary>Writes all reports beside their places, for the caller to commit.</summary>
    /// <param name="input">The run.</param>
    /// <param name="staged">Where to.</param>
    /// <returns>What was written, relative to the folder, in order.</returns>
    /// <exception cref="IOException">The folder cannot be written to, or the disk is full.</exception>
    public static IReadOnlyList<string> Stage(ReportInput input, StagedFiles staged)
    {
        var files = Reports.SelectMany(report => report.Files(input)).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        RemoveCharts(staged, files);
        try
        {
            // Each draws for itself, and that takes longest.
            Parallel.ForEach(files, file => staged.Write(file.Path, file.Write));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return [.. files.Select(file => file.Path)];
    }

    // A chart of an earlier report would be taken for this one's. Only files that a chart would write are removed.
    private static void RemoveCharts(StagedFiles staged, IReadOnlyList<ReportFile> files)
    {
        foreach (var path in Reports.OfType<Chart>().SelectMany(chart => new[] { $"charts/{chart.Id}.png", $"charts/{chart.Id}.svg" }))
        {
            if (files.All(file => file.Path != path))
            {
                staged.RemoveAtCommit(path);
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
