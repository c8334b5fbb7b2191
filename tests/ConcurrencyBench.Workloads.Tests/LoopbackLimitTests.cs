using ConcurrencyBench.Workloads.Connections;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class LoopbackLimitTests
{
    private const string Ports = "32768\t60999\n";

    [Theory]
    [InlineData("Max processes             96364                96364                processes \nMax open files            1024                 20000                files     \n", Ports, 20_000 - 256)]
    [InlineData("Max open files            1024                 1048576              files     \n", Ports, 28_232 - 256)]
    [InlineData("Max open files            unlimited            unlimited            files     \n", Ports, 28_232 - 256)]
    [InlineData("Max open files            20                   20                   files     \n", Ports, 0)]
    [InlineData(null, null, int.MaxValue)]
    public void Of_TextsOfTheSystem_IsTheTighterLessTheSpare(string? limits, string? ports, int expected) => Assert.Equal(
        expected, LoopbackLimit.Of(path => path == "/proc/self/limits" ? limits : path == "/proc/sys/net/ipv4/ip_local_port_range" ? ports : null).Most);

    [Theory]
    [InlineData("Max open files            256                  256                  files     \n", "ulimit -n allows 256 descriptors, of which 256 are set aside", "ulimit -n 2048")]
    [InlineData("Max open files            unlimited            unlimited            files     \n", "net.ipv4.ip_local_port_range has 28,232 ports, of which 256 are set aside", "sysctl -w net.ipv4.ip_local_port_range='1024 65535'")]
    public void Of_TextsOfTheSystem_NamesTheLimitAsItsUserSetsIt(string limits, string reason, string remedy)
    {
        var limit = LoopbackLimit.Of(path => path == "/proc/self/limits" ? limits : Ports);

        Assert.StartsWith(reason, limit.Reason, StringComparison.Ordinal);
        Assert.Equal(remedy, limit.Remedy(1_020));
    }
}
