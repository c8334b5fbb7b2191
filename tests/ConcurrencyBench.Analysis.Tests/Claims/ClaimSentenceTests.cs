using System.Globalization;
using System.Text.RegularExpressions;
using ConcurrencyBench.Analysis.Claims;
using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Tests.Claims;

public sealed partial class ClaimSentenceTests
{
    public static TheoryData<string> Claims => [.. Analyzer.Claims.Select(claim => claim.Id)];

    [Theory]
    [MemberData(nameof(Claims))]
    public void Sentence_AnyClaim_TakesEveryNumberFromItsRequirements(string id)
    {
        var claim = Find(id);
        Assert.DoesNotMatch(Digits(), Arguments().Replace(claim.Form, string.Empty));
        Assert.All(claim.Requirements, requirement => Assert.True(Says(claim.Sentence, requirement.Bound), $"'{claim.Sentence}' does not say {requirement.Rule}"));
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void Sentence_AnyClaimWithAnotherLimit_IsAnotherSentence(string id)
    {
        var claim = Find(id);
        foreach (var (place, requirement) in claim.Requirements.Index())
        {
            Assert.NotEqual(claim.Sentence, With(claim, place, requirement.Bound with { Factor = requirement.Bound.Factor * 1.5 }));
            Assert.NotEqual(claim.Sentence, With(claim, place, requirement.Bound with { Side = requirement.Bound.Side == Side.AtMost ? Side.AtLeast : Side.AtMost }));
        }
    }

    [Theory]
    [InlineData("{0:share}", 0.7, "at least 70 %")]
    [InlineData("{0:more}", 1.1, "at least 10 %")]
    [InlineData("{0:times}", 8, "at least 8 times")]
    [InlineData("{0:times}", 2, "at least twice")]
    [InlineData("{0:part}", 0.1, "at least a tenth")]
    [InlineData("{0:part}", 0.3, "at least 0.3 times")]
    [InlineData("{0:of} throughput", 1, "at least the throughput")]
    [InlineData("{0:of} throughput", 0.8, "at least 80 % of the throughput")]
    [InlineData("{0:longer}", 1, "at least as long")]
    [InlineData("{0:longer}", 3, "at least 3 times as long")]
    [InlineData("{0:value}", 1.5e6, "at least 1.5 ms")]
    [InlineData("{0:flight} in flight", 1, "1,000 in flight")]
    public void Compose_EachFormat_IsSaidInWords(string form, double limit, string expected) => Assert.Equal(
        expected, ClaimSentence.Compose(form, [Requirement.Absolute(Metric.Time, "threads", "http", 1000, Threshold.AtLeast(limit))]));

    [Theory]
    [InlineData("{1:share}")]
    [InlineData("{0:shares}")]
    public void Compose_ArgumentThatThereIsNot_Throws(string form) => Assert.Throws<FormatException>(
        () => ClaimSentence.Compose(form, [Requirement.SpeedUp("threads", "http", 16, Threshold.AtLeast(1))]));

    [Theory]
    [InlineData(1e6, "ns", "≤ 1 ms")]
    [InlineData(23_500, "ns", "≤ 23.5 µs")]
    [InlineData(1, "B", "≤ 1 B")]
    [InlineData(1536, "B", "≤ 1.5 KiB")]
    [InlineData(1.4, "×", "≤ 1.4×")]
    public void Rule_AnyUnit_IsPrintedWithIt(double limit, string unit, string expected)
    {
        Assert.Equal(expected, Threshold.AtMost(limit).Rule(unit));
        Assert.Equal(expected, Threshold.AtMost(limit).RuleAt(8, unit));
    }

    [Fact]
    public void Rule_AnyClaim_HasAUnitBehindEveryLimit() => Assert.All(
        Analyzer.Claims.SelectMany(claim => claim.Requirements),
        requirement => Assert.Matches(@"[≥≤>] [0-9.]+(×| × cores| (s|ms|µs|ns|[KMG]iB|B))$", requirement.Rule));

    private static Claim Find(string id) => Analyzer.Claims.Single(claim => claim.Id == id);

    private static string With(Claim claim, int place, Threshold bound) => ClaimSentence.Compose(
        claim.Form, [.. claim.Requirements.Select((requirement, index) => index == place ? requirement with { Bound = bound } : requirement)]);

    // As a number, a percentage, what is above 1, with its unit, or in words.
    private static bool Says(string sentence, Threshold bound)
    {
        var words = bound.Factor switch { 0.5 => "half", 0.1 => "a tenth", 2 => "twice", 1 when bound.Side == Side.Above => "longer", 1 => "the throughput", _ => "(none)" };
        string[] numbers =
        [
            $" {Text(bound.Factor)} times", $" {Text(100 * bound.Factor)} %", $" {Text((100 * bound.Factor) - 100)} %", $" {Text(bound.Factor / 1e6)} ms", $" {Text(bound.Factor)} B",
        ];
        return numbers.Append(words).Any(said => sentence.Contains(said, StringComparison.Ordinal));
    }

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{\d+:[a-z]+\}")]
    private static partial Regex Arguments();

    [GeneratedRegex(@"\d")]
    private static partial Regex Digits();
}
