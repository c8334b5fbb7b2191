using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Cli.Options;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Measurement.Rounds;
using ConcurrencyBench.Processes;
using ConcurrencyBench.Reporting;
using ConcurrencyBench.Reporting.Exports;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Cli.Output;

/// <summary>Makes a run's reports from its manifest and journal: the same for <c>run</c> and <c>report</c>, to the byte.</summary>
internal static class RunReports
{
    /// <summary>What is open, going by the journal so far.</summary>
    public static RunOutlook Outlook(RunManifest manifest, IReadOnlyList<JournalEntry> entries)
    {
        var results = Analyzer.Analyze(manifest, entries);
        return new RunOutlook([.. Analyzer.UnresolvedQuestions(results).Select(Open)], results.VarianceRatios);
    }

    /// <summary>Writes every report into the run's folder and prints the tables.</summary>
    /// <returns>The exit code: 1 when a cell failed, or when the run answers nothing.</returns>
    /// <exception cref="UsageException">The folder cannot be written.</exception>
    public static int Write(RunFolder folder, RunManifest manifest, IReadOnlyList<JournalEntry> entries)
    {
        (manifest, entries) = VisibleRun.Of(manifest, entries);
        var analysed = new TaskCompletionSource<ReportContent>(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = WriteFilesAsync(folder, manifest, entries, analysed.Task);
        try
        {
            var results = Analyzer.Analyze(manifest, entries);
            var cores = manifest.Environment.Cores;
            var input = new ReportInput(results, BuiltInCatalog.Catalog.Models, BuiltInCatalog.Catalog.Workloads)
            {
                ClaimSources = Profiles.ClaimSources(cores, arguments => $"cbench {string.Join(' ', arguments)}"),
            };
            var content = new ReportContent(input);
            analysed.SetResult(content);

            // Files are the same however the program was started; a command on the terminal is to be pasted.
            var pasted = (input with { ClaimSources = Profiles.ClaimSources(cores, ShownCommand.Of) }).UnchosenClaims;
            Say(() => TerminalReport.Print(content.Document with { UnchosenClaims = pasted }), folder);
            WaitFor(writing, folder);
            Say(() => Console.Out.WriteLine($"\nWritten to {folder.Path}: report.html, table.md, charts, summary.json, and BenchmarkDotNet's files."), folder);
            return results.FailedCells.Count > 0 || results.NoAnswer is not null ? ExitCodes.Failed : ExitCodes.Fine;
        }
        finally
        {
            // Files are written to their end, whatever else went wrong; without an analysis there are none.
            analysed.TrySetCanceled();
            writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        }
    }

    private static OpenQuestion Open(UnresolvedQuestion question) =>
        new(question.Id, question.Text, question.Comparison, question.Cells, question.IsOfClaim ? QuestionKind.Claim : QuestionKind.Rank, question.MoreRounds);

    private static async Task WriteFilesAsync(RunFolder folder, RunManifest manifest, IReadOnlyList<JournalEntry> entries, Task<ReportContent> analysed)
    {
        using var staged = new StagedFiles(folder.Path);

        // They have little in common, and each takes a second to compile.
        await Task.WhenAll(
            Task.Run(() => BenchmarkDotNetFiles.Stage(manifest, entries, staged, "benchmarkdotnet")),
            Task.Run(async () => ReportWriter.Stage(await analysed, staged)));
        staged.Commit();
    }

    private static string Again(RunFolder folder) => ShownCommand.Of("report", Path.GetFullPath(folder.Path));

    private static void Say(Action print, RunFolder folder)
    {
        try
        {
            print();
        }
        catch (UsageException refusal)
        {
            throw new UsageException($"{refusal.Message}. Nothing measured is lost; then make the reports with: {Again(folder)}");
        }
    }

    private static void WaitFor(Task writing, RunFolder folder)
    {
        try
        {
            writing.GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"cannot write the reports into {folder.Path} ({exception.Message.TrimEnd('.')}): make room or allow writing, then make them with: {Again(folder)}");
        }
    }
}
