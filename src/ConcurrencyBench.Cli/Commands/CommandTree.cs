using System.CommandLine;
using System.CommandLine.Help;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Cli.Options;
using ConcurrencyBench.Cli.Output;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Cli.Commands;

/// <summary>The commands a user sees. <c>run</c> is the default.</summary>
internal static class CommandTree
{
    private const string Help = "help";

    /// <summary>Runs a command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var root = Create();
        try
        {
            Surroundings.Require();
            RuntimeDiagnostics.Withdraw();
            if (Completion.IsAskedFor(arguments))
            {
                Completion.Write(root, arguments, Console.Out);
                return ExitCodes.Fine;
            }

            var parsed = root.Parse(Whole(arguments));
            Refuse(parsed);
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,

                // The host listens for Ctrl-C.
                ProcessTerminationTimeout = null,
            });
        }
        catch (UsageException exception)
        {
            // One line, even when a name in it has more.
            Surroundings.Report($"cbench: {Visible.Line(exception.Message)}");
            return ExitCodes.Usage;
        }
        catch (Exception exception) when (Surroundings.Refusal(exception) is { } refusal)
        {
            Surroundings.Report(
                $"cbench: the system refused what the program needs ({Visible.Line(refusal)}): allow more descriptors, processes and memory (ulimit -n, -u and -v, or the control group), and see 'cbench doctor'");
            return ExitCodes.Usage;
        }
    }

    /// <summary>Makes the commands.</summary>
    internal static RootCommand Create()
    {
        var root = new RootCommand("For this work, on this machine: which concurrency model should I use, and what does it cost?")
        {
            RunCommand.Create(),
            ReportCommand.Create(),
            ListCommand.Create(),
            DoctorCommand.Create(),
            CalibrateCommand.Create(),
            SiloCommand.Create(),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpPages((HelpAction)help.Action!);
        return root;
    }

    /// <summary>The command line with what may be left out: the default command, and "help" as other programs have it.</summary>
    internal static IReadOnlyList<string> Whole(IReadOnlyList<string> arguments) => arguments switch
    {
        [] => ["run"],
        [Help, ..] => [.. arguments.Skip(1), "--help"],
        ["--help" or "-h" or "-?" or "--version", ..] => arguments,
        [['-', ..], ..] => ["run", .. arguments],
        _ => arguments,
    };

    private static void Refuse(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is [var token, ..])
        {
            throw token.StartsWith('-')
                ? UsageException.Unknown("option", token.Split('=')[0], Options(parsed.CommandResult.Command))
                : parsed.CommandResult.Command.Subcommands.Count > 0
                    ? UsageException.Unknown("command", token, Commands(parsed.CommandResult.Command))
                    : new UsageException($"unexpected argument '{token}': see {HelpOf(parsed)}");
        }

        // Help is given without the arguments that the command needs.
        if (parsed.Action is not HelpPages && parsed.Errors is [var error, ..])
        {
            throw new UsageException($"{error.Message.TrimEnd('.')}: see {HelpOf(parsed)}");
        }
    }

    private static string HelpOf(ParseResult parsed) => ShownCommand.Of(parsed.CommandResult.Command.Name, "--help");

    private static IEnumerable<string> Commands(Command command) =>
        command.Subcommands.Select(known => known.Name).Concat(command is RootCommand ? [Help] : []);

    private static IEnumerable<string> Options(Command command) =>
        command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name)).Append("--help");
}
