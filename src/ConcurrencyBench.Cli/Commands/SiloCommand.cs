using System.CommandLine;
using System.Runtime.InteropServices;
using ConcurrencyBench.Cli.Options;
using ConcurrencyBench.Distributed;
using ConcurrencyBench.Processes;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Commands;

/// <summary><c>cbench silo</c>: offers this machine to runs of the model <c>distributed</c> on other machines, until Ctrl-C.</summary>
internal static class SiloCommand
{
    private const int MostSilos = 1024;

    private static readonly Option<string> Cluster = new("--cluster")
    {
        HelpName = "redis://HOST:PORT",
        Description = "the Redis server at which runs look for machines",
        Required = true,
    };

    private static readonly Option<string> Listen = new("--listen")
    {
        HelpName = "ADDRESS",
        Description = "this machine's address for the others (default: the one on the way to the Redis server)",
    };

    private static readonly Option<string> Silos = new("--silos")
    {
        HelpName = "N",
        Description = "how many silos may run here at once (default: one for each core, and two at least)",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command("silo", "offer this machine to runs of 'distributed' on other machines that have the same CBENCH_CLUSTER_SECRET, until Ctrl-C") { Cluster, Listen, Silos };
        command.SetAction((parsed, _) => OfferAsync(parsed));
        return command;
    }

    private static async Task<int> OfferAsync(ParseResult parsed)
    {
        var meeting = new Setting(Cluster.Name, parsed.GetValue(Cluster)!).RedisAddress();
        var listen = parsed.GetValue(Listen) is { } text ? new Setting(Listen.Name, text).Address() : null;

        // A silo may still be ending when the same run asks for the next.
        var silos = parsed.GetValue(Silos) is { } number ? new Setting(Silos.Name, number).Number(MostSilos) : Math.Max(2, UsableCores.Current.Whole);
        var configuration = new ConfigurationManager();
        Settings.Add(configuration, parsed);
        ClusterSetting.Pass(configuration);
        using var end = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        await new SiloOffer(new Uri(meeting), listen, silos, BuiltInCatalog.Assemblies, Console.Error).RunAsync(end.Token);
        return ExitCodes.Fine;

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            end.Cancel();
        }
    }
}
