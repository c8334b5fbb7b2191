using System.Text.Encodings.Web;
using System.Text.Json;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Exports;

/// <summary>Writes <c>summary.json</c>.</summary>
internal sealed class SummaryReport : IReport
{
    // Units and verdicts stay readable: nothing here is ever put into a page.
    private static readonly SummaryJson Json = new(new JsonSerializerOptions(SummaryJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    });

    public IReadOnlyList<ReportFile> Files(ReportContent content) =>
        [new ReportFile("summary.json", stream => Write(content.Results, stream))];

    /// <summary>Writes a summary: indented, in a stable order, ended by a line feed.</summary>
    public static void Write(RunResults results, Stream stream)
    {
        // Whatever version the run was read from, its plan is written as the present one.
        JsonSerializer.Serialize(stream, results with { Run = results.Run with { SchemaVersion = RunManifest.CurrentSchemaVersion } }, Json.RunResults);
        stream.WriteByte((byte)'\n');
    }
}
