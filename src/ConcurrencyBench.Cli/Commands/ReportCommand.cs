using System.CommandLine;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Cli.Commands;

/// <summary><c>cbench report DIR</c>: makes a run's reports again from its journal.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> FolderPath = new("DIR") { Description = "the run's folder" };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command("report", "make the tables, charts and HTML of a run again from its journal") { FolderPath };
        command.SetAction(Report);
        return command;
    }

    private static int Report(ParseResult parsed)
    {
        var (folder, manifest) = RunFolder.Open(parsed.GetRequiredValue(FolderPath));
        var content = Journal.Read(folder.JournalPath, manifest, BuiltInCatalog.Catalog.Workloads);
        if (!content.Entries.OfType<CellEntry>().Any())
        {
            throw new UsageException($"nothing has been measured yet in {folder.Path}, so there is nothing to report: continue the run with: {ShownCommand.Of([.. RunPurpose.Of(manifest).Command, "--resume", Path.GetFullPath(folder.Path)])}");
        }

        if (content.LastLineIsCut)
        {
            Console.Error.WriteLine($"cbench: the last line of {folder.JournalPath} was cut; the report omits it");
        }

        return RunPurpose.Of(manifest).Report(folder, manifest, content.Entries);
    }
}
