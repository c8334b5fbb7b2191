using System.Diagnostics;
using System.Reflection;
using ConcurrencyBench.Tests;

namespace ConcurrencyBench.Models.Tests;

/// <summary>
/// Explores the GIL's interleavings with Microsoft Coyote, whose tool rewrites the exploration's assembly so that it, and
/// not the system, decides which thread runs. The tool is built for an older runtime and is rolled forward.
/// </summary>
public sealed class GilExplorationTests
{
    private const int Timeout = HangGuard.Milliseconds;
    private const string Assembly = "ConcurrencyBench.Models.Exploration.dll";

    [Theory(Timeout = Timeout)]
    [InlineData("Lock")]
    [InlineData("PosixLock")]
    public async Task Gil_EveryExploredInterleaving_KeepsItsRules(string method)
    {
        var report = await ExploreAsync(method);

        Assert.Contains("Found 0 bugs.", report, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Exploration_ThreadsWithoutASharedLock_FindsThatTwoComputeAtOnce()
    {
        var report = await ExploreAsync("NoLock");

        Assert.Contains("two threads compute at once", report, StringComparison.Ordinal);
        Assert.Contains("Found 1 bug.", report, StringComparison.Ordinal);
    }

    private static async Task<string> ExploreAsync(string method)
    {
        var folder = Directory.CreateTempSubdirectory("cbench-exploration-");
        try
        {
            foreach (var file in Directory.GetFiles(Metadata("ExplorationFolder")))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            var assembly = Path.Combine(folder.FullName, Assembly);
            await CoyoteAsync("rewrite", assembly);
            return await CoyoteAsync(
                "test", assembly, "--method", $"ConcurrencyBench.Models.Exploration.GilExploration.{method}", "--iterations", LongTests.AreWanted ? "1000" : "100");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> CoyoteAsync(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Metadata("CoyoteTool"), .. arguments]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_ROLL_FORWARD"] = "LatestMajor";
        start.Environment["COYOTE_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;

        // The process does not close what it handed out, and tests after this one count pipes.
        using var output = process.StandardOutput;
        var text = await output.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return text;
    }

    private static string Metadata(string key) => typeof(GilExplorationTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == key).Value!;
}
