using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ConcurrencyBench.Reporting.Html;
using ConcurrencyBench.Reporting.Tests.Samples;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tests;

public sealed partial class HtmlReportTests
{
    public static TheoryData<string> Runs => [.. SampleRun.All.Keys];

    [Theory]
    [InlineData("troubled", 2)]
    [InlineData("only-baseline", 0)]
    public void Page_KnownRun_IsAsApproved(string run, int charts) => Approval.Check(
        $"{run}.report.html", HtmlReport.Page(new ReportContent(SampleRun.All[run]).Document, [.. Enumerable.Repeat("<svg></svg>\n", charts)]));

    [Theory]
    [MemberData(nameof(Runs))]
    public void Page_AnyRun_ParsesWithoutErrors(string run)
    {
        using var page = Parse(SampleRun.All[run]);

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.NotEmpty(page.Title!);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Page_AnyRun_HasUniqueIdsAndLinksThatLead(string run)
    {
        using var page = Parse(SampleRun.All[run]);
        var ids = page.All.Where(element => element.HasAttribute("id")).Select(element => element.Id!).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(page.QuerySelectorAll("nav a"), link => Assert.Contains(link.GetAttribute("href")![1..], ids));
        Assert.All(References().Matches(page.DocumentElement.OuterHtml), match => Assert.Contains(match.Groups[1].Value, ids));
    }

    [Fact]
    public void Page_FullRun_NeedsNothingElseAndNoScript()
    {
        using var page = Parse(SampleRun.Scaling);

        Assert.Empty(page.QuerySelectorAll("script, link, iframe, img, object, embed"));
        Assert.DoesNotContain("@import", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(new ReportContent(SampleRun.Scaling).Charts.Count, page.QuerySelectorAll("figure.chart svg[role=img] > title").Length);
    }

    [Fact]
    public void Page_Tables_HaveHeadersWithScopeAndCaptions()
    {
        using var page = Parse(SampleRun.Troubled);

        Assert.All(page.QuerySelectorAll("th"), header => Assert.Contains(header.GetAttribute("scope"), new[] { "col", "row" }));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.NotNull(table.QuerySelector("caption")));
        Assert.All(page.QuerySelectorAll("tbody tr"), row => Assert.NotNull(row.QuerySelector("th[scope=row]")));
    }

    [Fact]
    public void Page_EveryWarningAndFailure_IsThere()
    {
        using var page = Parse(SampleRun.Troubled);

        Assert.All(ReaderWarnings.Of(SampleRun.Troubled.Results), warning => Assert.Contains(warning, page.Body!.TextContent, StringComparison.Ordinal));
    }

    private static IHtmlDocument Parse(ReportInput input) =>
        new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(HtmlReport.Page(new ReportContent(input)));

    [GeneratedRegex(@"url\(#([^)]*)\)")]
    private static partial Regex References();
}
