namespace ConcurrencyBench.Reporting;

/// <summary>A kind of report. Found by the scan of <see cref="ReportWriter"/>; needs a parameterless constructor.</summary>
public interface IReport
{
    /// <summary>The public name, kebab-case; never changes.</summary>
    string Id { get; }

    /// <summary>The files that the report consists of for a run.</summary>
    /// <param name="input">The run.</param>
    /// <returns>The files; none when the run has nothing that the report could show.</returns>
    IReadOnlyList<ReportFile> Files(ReportInput input);
}
