using System.Diagnostics;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.EndToEnd.Tests.CommandLine;

/// <summary>Commands in messages can be pasted.</summary>
public sealed class ShownCommandTests
{
    [Theory]
    [InlineData("/a/cbench", "/a/cbench --resume /x/run")]
    [InlineData("/b/dotnet", "/b/dotnet /a/cbench.dll --resume /x/run")]
    [InlineData("/b/dotnet.exe", "/b/dotnet.exe /a/cbench.dll --resume /x/run")]
    [InlineData("/b c/dotnet", "'/b c/dotnet' /a/cbench.dll --resume /x/run")]
    [InlineData("/a/renamed", "/a/renamed --resume /x/run")]
    [InlineData(null, "cbench --resume /x/run")]
    public void Of_HoweverTheProgramWasStarted_StartsItAgain(string? process, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the paths are those of other systems");
        Assert.Equal(expected, ShownCommand.Of(process, "/a", ["--resume", "/x/run"]));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/results/2026-01-01T000000-local")]
    [InlineData("/my results/run 3")]
    [InlineData("it's")]
    [InlineData("$HOME `id` \\ \"x\" ; & | < > * ? # ! ~ (a) {b,c}")]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("süß")]
    public async Task Quote_WhateverThePathHolds_AShellReadsItBack(string argument) => Assert.Equal(argument, await EchoAsync("/bin/sh", argument));

    [Fact(Timeout = 60_000)]
    public async Task Quote_LineFeedInAPath_StaysOneLineAndIsReadBack()
    {
        const string Argument = "a\nb'c\\d\u0085e";
        Assert.SkipUnless(File.Exists("/bin/bash"), "only newer shells know $'…'");
        Assert.DoesNotContain('\n', ShownCommand.Quote(Argument));
        Assert.Equal(Argument, await EchoAsync("/bin/bash", Argument));
    }

    private static async Task<string> EchoAsync(string shell, string argument)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell is another");
        using var process = Process.Start(new ProcessStartInfo(shell, ["-c", $"printf '%s' {ShownCommand.Quote(argument)}"]) { RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
