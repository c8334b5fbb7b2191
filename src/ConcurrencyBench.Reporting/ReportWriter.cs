using System.Runtime.ExceptionServices;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Reporting;

/// <summary>Writes every report of this assembly into a run's folder.</summary>
public static class ReportWriter
{
    private static readonly IReadOnlyList<IReport> Reports = [.. Scan.Of<IReport>()];

    /// <summary>Writes all reports over earlier ones, and removes earlier charts that show nothing now; equal inputs give equal bytes.</summary>
    /// <param name="content">The run.</param>
    /// <param name="folder">Where to; made when it is missing.</param>
    /// <returns>What was written, relative to the folder, in order.</returns>
    /// <exception cref="IOException">The folder cannot be written to, or the disk is full; earlier reports stay.</exception>
    public static IReadOnlyList<string> WriteAll(ReportContent content, string folder)
    {
        using var staged = new StagedFiles(folder);
        var files = Stage(content, staged);
        staged.Commit();
        return files;
    }

    /// <summary>Writes all reports beside their places, for the caller to commit.</summary>
    /// <param name="content">The run.</param>
    /// <param name="staged">Where to.</param>
    /// <returns>What was written, relative to the folder, in order.</returns>
    /// <exception cref="IOException">The folder cannot be written to, or the disk is full.</exception>
    public static IReadOnlyList<string> Stage(ReportContent content, StagedFiles staged)
    {
        var files = Reports.SelectMany(report => report.Files(content)).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();

        // A chart of an earlier report would be taken for this one's.
        foreach (var path in Reports.SelectMany(report => report.OwnPaths).Except(files.Select(file => file.Path)))
        {
            staged.RemoveAtCommit(path);
        }

        try
        {
            // Drawing takes longest, and charts are drawn side by side.
            Parallel.ForEach(files, file => staged.Write(file.Path, file.Write));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return [.. files.Select(file => file.Path)];
    }
}
