using System.Diagnostics;
using System.Net;
using ConcurrencyBench.Distributed;
using ConcurrencyBench.Models.Tests.Probes;

namespace ConcurrencyBench.Models.Tests.Clusters;

/// <summary>A cluster that other users of the machine try to get into.</summary>
public sealed class StrangerTests
{
    private const int Timeout = 240_000;
    private const string Nobody = "65534";

    [Fact(Timeout = Timeout)]
    public async Task Cluster_AnotherUserReadTheCommandLine_GetsNothingAndItemsRunOn()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the command line of a silo is read through /proc");
        await using var run = await ModelUnderTest.OpenAsync<WaitProbe>("distributed", 20);
        await run.RunAndVerifyAsync();
        var silo = Assert.Single(Assert.IsType<DistributedModel>(run.Model).ProcessIds);
        var line = (await File.ReadAllTextAsync($"/proc/{silo}/cmdline", TestContext.Current.CancellationToken)).Split('\0');
        var verb = Array.IndexOf(line, SiloProcess.Verb);
        var endpoint = new IPEndPoint(IPAddress.Loopback, Assert.IsType<OrleansCluster>(Assert.IsType<DistributedModel>(run.Model).Cluster).Port).ToString();
        Assert.DoesNotContain(line, argument => argument.Contains(endpoint, StringComparison.Ordinal));

        // As the user nobody where this is root; else as a process that received nothing either.
        string[] command = ["dotnet", typeof(Stranger).Assembly.Location, "-explicit", "only", "-class", typeof(Stranger).FullName!];
        command = Environment.UserName == "root" ? ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", .. command] : command;
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [Stranger.Variable] = $"{line[verb + 2]} {endpoint}", ["HOME"] = "/nonexistent", ["TMPDIR"] = "/tmp" },
        };
        using var stranger = Process.Start(start)!;
        var error = stranger.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = $"{await stranger.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)} {await error}";
        await stranger.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(stranger.ExitCode == 0, said);
        Assert.Contains("Total: 3, Errors: 0, Failed: 0, Skipped: 0", said, StringComparison.Ordinal);
        await run.RunAndVerifyAsync();
    }
}
