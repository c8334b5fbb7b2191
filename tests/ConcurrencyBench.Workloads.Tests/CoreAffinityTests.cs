using System.Diagnostics;
using System.Globalization;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class CoreAffinityTests
{
    [Theory]
    [InlineData("0F 00", 1, "08 00")]
    [InlineData("0F 00", 3, "0E 00")]
    [InlineData("0F 00", 9, "0F 00")]
    [InlineData("81 01", 2, "80 01")]
    [InlineData("05 00", 2, "05 00")]
    public void Last_OfAMask_AreItsHighestProcessors(string mask, int count, string expected) =>
        Assert.Equal(Bytes(expected), CoreAffinity.Last(Bytes(mask), count));

    [Fact(Timeout = 60_000)]
    public async Task Start_OnOneCore_IsThatOfTheChildAlone()
    {
        Assert.SkipUnless(CoreAffinity.IsSupported, "processes cannot be kept to some cores here");
        var before = await ProcessorsAsync(null);

        Assert.Equal(1, await ProcessorsAsync(1));
        Assert.Equal(before, await ProcessorsAsync(null));
        Assert.Equal(before, await ProcessorsAsync(before + 1));
    }

    private static async Task<int> ProcessorsAsync(int? cores)
    {
        using var child = ChildProcess.Start(
            new ProcessStartInfo("/usr/bin/nproc") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true }, cores: cores);
        using var reader = new StreamReader(child.Output);
        return int.Parse((await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim(), CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string text) => [.. text.Split(' ').Select(part => byte.Parse(part, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
