using System.Text;
using System.Text.Json;
using ConcurrencyBench.Reporting.Exports;
using ConcurrencyBench.Reporting.Tests.Samples;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class SummaryReportTests
{
    public static TheoryData<string> Runs => [.. SampleRun.All.Keys];

    [Fact]
    public void Write_KnownRun_IsAsApproved() => Approval.Check("one-workload.summary.json", Text(Summary.Of(SampleRun.OneWorkload.Results)));

    [Theory]
    [MemberData(nameof(Runs))]
    public void Read_WhatWasWritten_GivesItBack(string run)
    {
        var text = Text(Summary.Of(SampleRun.All[run].Results));

        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        Assert.Equal(text, Text(SummaryReport.Read(stream)));
    }

    [Fact]
    public void Write_FiguresThatAreNoNumbers_AreNull()
    {
        using var json = JsonDocument.Parse(Text(Summary.Of(SampleRun.Troubled.Results)));

        var cell = json.RootElement.GetProperty("cells").EnumerateArray()
            .Single(item => item.GetProperty("cell").GetProperty("model").GetString() == "async" && item.GetProperty("cell").GetProperty("workload").GetString() == "tcp");

        Assert.Equal(JsonValueKind.Null, cell.GetProperty("speedUp").GetProperty("value").ValueKind);
        Assert.Equal(JsonValueKind.Null, cell.GetProperty("nanosecondsPerItem").GetProperty("value").ValueKind);
    }

    [Fact]
    public void Write_AnyRun_BeginsWithTheVersion()
    {
        using var json = JsonDocument.Parse(Text(Summary.Of(SampleRun.Full.Results)));

        Assert.Equal("schemaVersion", json.RootElement.EnumerateObject().First().Name);
        Assert.Equal(1, json.RootElement.GetProperty("schemaVersion").GetInt32());
    }

    [Fact]
    public void Read_NotASummary_Throws()
    {
        using var stream = new MemoryStream("null"u8.ToArray());

        Assert.Throws<JsonException>(() => SummaryReport.Read(stream));
    }

    private static string Text(Summary summary)
    {
        using var stream = new MemoryStream();
        SummaryReport.Write(summary, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
