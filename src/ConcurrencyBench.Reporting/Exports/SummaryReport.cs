using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConcurrencyBench.Reporting.Exports;

/// <summary>Writes and reads <c>summary.json</c>.</summary>
internal sealed class SummaryReport : IReport
{
    // Units and verdicts stay readable: nothing here is ever put into a page.
    private static readonly SummaryJson Json = new(new JsonSerializerOptions(SummaryJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    });

    public IReadOnlyList<ReportFile> Files(ReportContent content) =>
        [new ReportFile("summary.json", stream => Write(Summary.Of(content.Results), stream))];

    /// <summary>Writes a summary: indented, in a stable order, ended by a line feed.</summary>
    public static void Write(Summary summary, Stream stream)
    {
        JsonSerializer.Serialize(stream, summary, Json.Summary);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a summary.</summary>
    /// <exception cref="JsonException">It is not a summary.</exception>
    public static Summary Read(Stream stream) =>
        JsonSerializer.Deserialize(stream, Json.Summary) ?? throw new JsonException("the file holds null instead of a summary");
}
