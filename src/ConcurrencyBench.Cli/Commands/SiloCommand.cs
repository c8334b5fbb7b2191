using System.CommandLine;
using System.Runtime.InteropServices;
using ConcurrencyBench.Distributed;

namespace ConcurrencyBench.Cli.Commands;

/// <summary><c>cbench silo</c>: offers this machine to runs of the model <c>distributed</c> on other machines, until Ctrl-C.</summary>
internal static class SiloCommand
{
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

    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("silo", "offer this machine to runs of 'distributed' on other machines, until Ctrl-C") { Cluster, Listen };
        command.SetAction((parsed, _) => OfferAsync(parsed));
        return command;
    }

    private static async Task<int> OfferAsync(ParseResult parsed)
    {
        var meeting = new Setting(Cluster.Name, parsed.GetValue(Cluster)!).Meeting();
        var listen = parsed.GetValue(Listen) is { } text ? new Setting(Listen.Name, text).Address() : null;
        using var end = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        await new SiloOffer(new Uri(meeting), listen, Console.Error).RunAsync(end.Token);
        return ExitCodes.Fine;

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            end.Cancel();
        }
    }
}
