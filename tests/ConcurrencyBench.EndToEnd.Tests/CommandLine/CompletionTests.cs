using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Cli.Commands;
using ConcurrencyBench.Cli.Options;

namespace ConcurrencyBench.EndToEnd.Tests.CommandLine;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("cbench ", "run", "report", "list", "doctor", "calibrate", "silo")]
    [InlineData("cbench re", "report")]
    [InlineData("/some/where/cbench re", "report")]
    [InlineData("cbench --prof", "--profile")]
    [InlineData("cbench run --prof", "--profile")]
    [InlineData("cbench --profile s", "smoke", "standard")]
    [InlineData("cbench --profile ", "quick", "smoke", "standard", "thorough")]
    [InlineData("cbench --profile smoke --models gil-t", "gil-threads", "gil-threads-short")]
    [InlineData("cbench run --models threads,gil-f", "threads,gil-futures")]
    [InlineData("cbench --workloads pri", "primes")]
    [InlineData("cbench --workloads primes,pri")]
    [InlineData("cbench list wo", "workloads")]
    [InlineData("cbench list models --j", "--json")]
    [InlineData("cbench nothing")]
    public void Of_ALine_OffersWhatBeginsWithItsLastWord(string line, params string[] expected) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), Completion.Of(CommandTree.Create(), line).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("[suggest:9]", "report\n")]
    [InlineData("[suggest]", "")]
    [InlineData("[suggest:999]", "")]
    [InlineData("[suggest:x]", "")]
    public void Write_PositionInTheLine_CompletesTheWordBeforeIt(string directive, string expected)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Assert.True(Completion.IsAskedFor([directive]));
        Completion.Write(CommandTree.Create(), [directive, "cbench reX"], output);
        Assert.Equal(expected, output.ToString());
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help list", "list --help")]
    [InlineData("", "run")]
    [InlineData("--rounds 2", "run --rounds 2")]
    [InlineData("--version", "--version")]
    [InlineData("report x", "report x")]
    public void Whole_ShortForms_AreWrittenOut(string given, string expected) =>
        Assert.Equal(expected, string.Join(' ', CommandTree.Whole(given.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    [Theory]
    [InlineData("help", null)]
    [InlineData("threads", null)]
    [InlineData("reprot", "report")]
    [InlineData("RUN", "run")]
    [InlineData("doc", "doctor")]
    [InlineData("lits", "list")]
    [InlineData("", null)]
    public void Unknown_Name_SuggestsOnlyWhatIsNear(string name, string? nearest)
    {
        var message = UsageException.Unknown("command", name, ["run", "report", "list", "doctor", "calibrate", "silo"]).Message;
        Assert.Equal(nearest is not null, message.Contains("did you mean", StringComparison.Ordinal));
        Assert.Contains(nearest is null ? "the known ones are run, report" : $"did you mean '{nearest}'? The known ones are run", message, StringComparison.Ordinal);
    }
}
