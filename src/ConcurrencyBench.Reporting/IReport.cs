namespace ConcurrencyBench.Reporting;

/// <summary>A kind of report. Found by the scan of <see cref="ReportWriter"/>; needs a parameterless constructor.</summary>
internal interface IReport
{
    /// <summary>The files that the report consists of for a run.</summary>
    /// <returns>The files; none when the run has nothing that the report could show.</returns>
    IReadOnlyList<ReportFile> Files(ReportContent content);

    /// <summary>Every file that the report may write for some run: where it does not, an earlier one is removed.</summary>
    IReadOnlyList<string> OwnPaths => [];
}
