namespace ConcurrencyBench.Reporting;

/// <summary>A file of a report. Its bytes depend on the input alone.</summary>
/// <param name="Path">Where it goes, relative to the run's folder, with '/' between parts.</param>
/// <param name="Write">Writes its bytes.</param>
internal sealed record ReportFile(string Path, Action<Stream> Write);
