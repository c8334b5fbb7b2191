using System.Text.Encodings.Web;
using System.Text.Json;
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
        JsonSerializer.Serialize(stream, results, Json.RunResults);
        stream.WriteByte((byte)'\n');
    }
}
