using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>A run whose names, reasons, log lines and machine were written by someone who means harm: all of it is text in every output.</summary>
public sealed partial class ForgedTextTests(FinishedRun run) : IDisposable
{
    // "ranit" stands in a page only where a script put it there.
    private const string Script = "<script>document.body.append('ran'+'it')</script><img src=x onerror=document.body.append('ran'+'it')>";
    private const string Codes = "\u001b[31m\u001b]0;title\u0007\u009b31m\u0000\u202e";
    private const string Links = "[l](http://e.example)![i](x)www.e.example a@evil.example|`*_~";
    private const string Model = $"=1+{Script}{Codes}{Links}";
    private const string Workload = $"# {Script}{Codes}{Links}";

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Report_ForgedTexts_SteerNoTerminalAndStandInNoFileAsMarkup()
    {
        var outcome = await ReportAsync();

        AssertNoCodes("standard output", outcome.Output);
        AssertNoCodes("standard error", outcome.Error);
        Assert.Contains("\\u001b[31m", outcome.Output, StringComparison.Ordinal);
        foreach (var file in TextFiles())
        {
            AssertNoCodes(file, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Report_ForgedTexts_AreNoMarkdown()
    {
        await ReportAsync();

        foreach (var file in TextFiles().Where(file => file.EndsWith(".md", StringComparison.Ordinal)))
        {
            var text = Blocks().Replace(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), string.Empty);
            Assert.True(text.Contains("evil.example", StringComparison.Ordinal), $"{file} has none of the names");
            Assert.DoesNotContain("](", text.Replace("\\](", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Empty(Live().Matches(text).Select(found => found.Value));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Report_ForgedTexts_AreNoFormulas()
    {
        await ReportAsync();

        var table = Directory.GetFiles(_sandbox["X/benchmarkdotnet"], "*.csv")[0];
        Assert.DoesNotMatch("(^|,)\"?[=+@-]", await File.ReadAllTextAsync(table, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 240_000)]
    public async Task Report_ForgedTexts_RunNothingInABrowser()
    {
        Browser.Require();
        await ReportAsync();

        var browser = new Browser(_sandbox);
        string[] pages = [_sandbox["X/report.html"], Directory.GetFiles(_sandbox["X/benchmarkdotnet"], "*.html")[0]];
        foreach (var page in pages)
        {
            var shown = await browser.OpenAsync("--dump-dom", new Uri(page).AbsoluteUri);
            Assert.Contains("onerror", shown, StringComparison.Ordinal);
            Assert.False(shown.Contains("ranit", StringComparison.Ordinal), $"{page} ran a script from a name");
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Report_ForgedTexts_AreTextInCharts()
    {
        await ReportAsync();

        var charts = Directory.GetFiles(_sandbox["X/charts"], "*.svg");
        Assert.NotEmpty(charts);
        Assert.All(charts, chart =>
        {
            var elements = XElement.Load(chart).DescendantsAndSelf().ToList();
            Assert.Contains(elements, element => element.Value.Contains("onerror", StringComparison.Ordinal));
            Assert.Subset(new HashSet<string> { "svg", "title", "desc", "g", "path", "rect", "circle", "ellipse", "line", "polygon", "text" }, elements.Select(element => element.Name.LocalName).ToHashSet());
            Assert.DoesNotContain(elements.Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name.LocalName == "href");
        });
    }

    [Fact(Timeout = 60_000)]
    public async Task Report_NameWithCodesOnTheCommandLine_IsRefusedInPlainText()
    {
        var outcome = await _sandbox.Cbench.RunAsync("report", "no\u001b[31m\u202esuch\nfolder");

        outcome.AssertRefused("no\\u001b[31m\\u202esuch folder");
        AssertNoCodes("standard error", outcome.Error);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("--models")]
    [InlineData("--\u001b[31m")]
    public async Task Run_OptionsWithCodes_AreRefusedInPlainText(string option)
    {
        var outcome = await _sandbox.Cbench.RunAsync(option, "\u001b]0;title\u0007");

        outcome.AssertRefused("\\u001b");
        AssertNoCodes("standard error", outcome.Error);
    }

    private async Task<Outcome> ReportAsync()
    {
        var token = TestContext.Current.CancellationToken;
        run.CopyTo(_sandbox["X"]);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(_sandbox["X/run.json"], token))!;
        manifest["profile"] = $"1. {Script}{Codes}";
        manifest["commit"] = Workload;
        manifest["programVersion"] = Model;
        foreach (var name in new[] { "operatingSystem", "kernel", "processor", "governor" })
        {
            manifest["environment"]![name] = $"```\n{Script}{Codes}";
        }

        Rename(manifest["plan"]!);
        manifest["plan"]!["exclusions"] = new JsonArray(new JsonObject { ["model"] = Model, ["workload"] = Workload, ["reason"] = Model });
        await File.WriteAllTextAsync(_sandbox["X/run.json"], manifest.ToJsonString(), token);

        var lines = (await File.ReadAllLinesAsync(_sandbox["X/measurements.jsonl"], token)).Select(line => JsonNode.Parse(line)!).ToList();
        lines.ForEach(Rename);
        var failure = lines.Last(line => line["cell"]?["model"]!.GetValue<string>() == Model && line["entry"]!.GetValue<string>() == "measurement").DeepClone().AsObject();
        string[] kept = ["cell", "comparison", "round", "atMilliseconds", "runId"];
        failure.Where(member => !kept.Contains(member.Key)).Select(member => member.Key).ToList().ForEach(member => failure.Remove(member));
        failure.Insert(0, "entry", "failure");
        failure["atMilliseconds"] = lines.Max(line => line["atMilliseconds"]!.GetValue<long>());
        failure["reason"] = $"{Model}\nanother line";
        failure["mayBeRetried"] = true;
        failure["logTail"] = new JsonArray(Model, $"{Workload}\r\nanother\rline");
        if (lines[^1]["sequence"] is { } sequence)
        {
            failure["sequence"] = sequence.GetValue<long>() + 1;
        }

        lines.Add(failure);
        await File.WriteAllLinesAsync(_sandbox["X/measurements.jsonl"], lines.Select(line => line.ToJsonString()), token);

        var outcome = await _sandbox.Cbench.RunAsync("report", "X");

        // The failure was not the model's doing, and its cell was measured.
        outcome.AssertExitCode(0);
        return outcome;
    }

    /// <summary>Gives the model and the workload of the run their names, wherever they stand.</summary>
    private static void Rename(JsonNode node)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, member) in members.ToList())
            {
                members[name] = New(member);
            }
        }
        else if (node is JsonArray elements)
        {
            for (var index = 0; index < elements.Count; index++)
            {
                elements[index] = New(elements[index]);
            }
        }

        static JsonNode? New(JsonNode? old)
        {
            if (old is JsonObject or JsonArray)
            {
                Rename(old);
            }

            return old is JsonValue value && value.TryGetValue<string>(out var text)
                ? text switch { "threads" => Model, "timer" => Workload, _ => text }
                : old?.DeepClone();
        }
    }

    private IEnumerable<string> TextFiles() => Directory.EnumerateFiles(_sandbox["X"], "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is not ".png" && Path.GetFileName(file) is not ("run.json" or "measurements.jsonl"));

    private static void AssertNoCodes(string where, string text) => Assert.True(
        text.All(character => character is '\n' or '\t' || !(char.IsControl(character) || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format)),
        $"{where} has characters that control something");

    // Elements, addresses and code that GitHub's Markdown would make something of.
    [GeneratedRegex(@"<(?!br>|!-- -->)|(?<!\\)[`*_](?<!\*\*)(?!\*)|://|(?<!\\)\bwww\.|@(?!<!-- -->)\w|^(- )?# (?!Concurrency)", RegexOptions.Multiline)]
    private static partial Regex Live();

    // Fenced and indented code is shown as it is.
    [GeneratedRegex(@"^```\n[\s\S]*?^```$|^      .*$", RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
