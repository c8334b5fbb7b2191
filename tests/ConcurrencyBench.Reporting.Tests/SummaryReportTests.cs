using System.Text;
using System.Text.Json;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Exports;
using ConcurrencyBench.Reporting.Tests.Samples;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class SummaryReportTests
{
    [Fact]
    public void Write_KnownRun_IsAsApproved() => Approval.Check("one-workload.summary.json", Text(SampleRun.OneWorkload.Results));

    [Fact]
    public void Write_FiguresThatAreNoNumbers_AreNull()
    {
        using var json = JsonDocument.Parse(Text(SampleRun.Troubled.Results));

        var cell = json.RootElement.GetProperty("cells").EnumerateArray()
            .Single(item => item.GetProperty("cell").GetProperty("model").GetString() == "async" && item.GetProperty("cell").GetProperty("workload").GetString() == "tcp");

        Assert.Equal(JsonValueKind.Null, cell.GetProperty("speedUp").GetProperty("value").ValueKind);
        Assert.Equal(JsonValueKind.Null, cell.GetProperty("nanosecondsPerItem").GetProperty("value").ValueKind);
    }

    [Fact]
    public void Write_AnyRun_BeginsWithTheVersion()
    {
        using var json = JsonDocument.Parse(Text(SampleRun.Full.Results));

        Assert.Equal("schemaVersion", json.RootElement.EnumerateObject().First().Name);
        Assert.Equal(2, json.RootElement.GetProperty("schemaVersion").GetInt32());
    }

    private static string Text(RunResults results)
    {
        using var stream = new MemoryStream();
        SummaryReport.Write(results, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
