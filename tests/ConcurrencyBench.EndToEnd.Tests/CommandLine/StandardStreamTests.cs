using System.Text;
using ConcurrencyBench.Cli.Output;

namespace ConcurrencyBench.EndToEnd.Tests.CommandLine;

/// <summary>What a stream gets is decided by what it is.</summary>
public sealed class StandardStreamTests
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    [Theory]
    [InlineData("GITHUB_ACTIONS=true TERM=xterm-256color")]
    [InlineData("CLICOLOR_FORCE=1 FORCE_COLOR=1 TERM=xterm")]
    [InlineData("LC_ALL=en_US.ISO-8859-1")]
    public void Of_AFile_IsUtf8WithoutEscapesWhateverTheEnvironmentSays(string environment) => Assert.Equal(
        (false, "utf-8", false, false),
        Facts(StandardStream.Of(isTerminal: false, Variables(environment), Encoding.Latin1)));

    [Theory]
    [InlineData("TERM=xterm LANG=en_US.UTF-8", "utf-8", true, true)]
    [InlineData("TERM=xterm LANG=C.utf8", "utf-8", true, true)]
    [InlineData("TERM=xterm", "utf-8", true, true)]
    [InlineData("TERM=xterm LC_ALL=C", "utf-8", true, true)]
    [InlineData("TERM=xterm NO_COLOR=1", "utf-8", true, false)]
    [InlineData("TERM=xterm NO_COLOR=", "utf-8", true, true)]
    [InlineData("TERM=dumb", "utf-8", false, false)]
    [InlineData("LANG=en_US.UTF-8", "utf-8", false, false)]
    [InlineData("TERM=xterm LC_ALL=ja_JP.eucJP LANG=en_US.UTF-8", "us-ascii", true, true)]
    [InlineData("TERM=xterm LANG=de_DE.ISO-8859-15@euro", "us-ascii", true, true)]
    public void Of_ATerminal_IsWhatItsEnvironmentSays(string environment, string encoding, bool hasEscapes, bool hasColours)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "consoles there are asked otherwise");
        Assert.Equal((true, encoding, hasEscapes, hasColours), Facts(StandardStream.Of(isTerminal: true, Variables(environment), Utf8)));
    }

    [Fact]
    public void Of_ATerminalWhoseEncodingTheRuntimeHas_IsWrittenInThat() =>
        Assert.Equal(Encoding.Latin1, StandardStream.Of(isTerminal: true, Variables("LC_ALL=en_US.ISO-8859-1"), Encoding.Latin1).Encoding);

    [Fact]
    public void PlainSigns_OfTheProgram_EachHasAnotherSpellingAndNoneIsTheQuestionMark()
    {
        string[] signs = ["✔", "✘", "?", "≥", "≤", "≈", "×", "÷", "–", "·", "…", "→", "µ", "∞", "√", "²", "³", "⁴", "ᵢ", "ü"];
        var spell = PlainSigns.In(Encoding.ASCII);
        var spelled = signs.Select(spell).ToList();

        Assert.Equal(signs.Length, spelled.Distinct().Count());
        Assert.Equal(["?"], spelled.Where(text => text.Contains('?', StringComparison.Ordinal)));
        Assert.All(spelled, text => Assert.True(Ascii.IsValid(text), text));
        Assert.Equal("S(threads, primes, 2) = 1.89x, rule >= 1.4 [yes] \\u{fc}", spell("S(threads, primes, 2) = 1.89×, rule ≥ 1.4 ✔ ü"));
    }

    [Fact]
    public void PlainSigns_WhatTheEncodingHas_StaysAsItIs()
    {
        Assert.Equal("1.89×, rule >= 1.4 ü", PlainSigns.In(Encoding.Latin1)("1.89×, rule ≥ 1.4 ü"));
        Assert.Equal("≥ 🙂", PlainSigns.In(Utf8)("≥ 🙂"));
    }

    private static (bool IsTerminal, string Encoding, bool HasEscapes, bool HasColours) Facts(StandardStream stream) =>
        (stream.IsTerminal, stream.Encoding.WebName, stream.HasEscapes, stream.HasColours);

    private static Func<string, string?> Variables(string text)
    {
        var pairs = text.Split(' ').ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);
        return name => pairs.GetValueOrDefault(name);
    }
}
