using System.CommandLine;
using ConcurrencyBench.Cli.Output;
using ConcurrencyBench.Core;

namespace ConcurrencyBench.Cli.Commands;

/// <summary>The commands a user sees. <c>run</c> is the default.</summary>
internal static class CommandTree
{
    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">As given to the program.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        StandardWriter.Guard();
        var root = new RootCommand("For this work, on this machine: which concurrency model should I use, and what does it cost?")
        {
            RunCommand.Create(),
            ReportCommand.Create(),
            ListCommand.Create(),
            DoctorCommand.Create(),
            SiloCommand.Create(),
        };

        var isRun = arguments.Count == 0 || (arguments[0].StartsWith('-') && arguments[0] is not ("--help" or "-h" or "-?" or "--version"));
        var parsed = root.Parse(isRun ? ["run", .. arguments] : arguments);
        try
        {
            Surroundings.Require();
            RuntimeDiagnostics.Withdraw();
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
            await Console.Error.WriteLineAsync($"cbench: {Visible.Line(exception.Message)}");
            return ExitCodes.Usage;
        }
        catch (Exception exception) when (Surroundings.Refusal(exception) is { } refusal)
        {
            await Console.Error.WriteLineAsync(
                $"cbench: the system refused what the program needs ({refusal}): allow more descriptors, processes and memory (ulimit -n, -u and -v, or the control group), and see 'cbench doctor'");
            return ExitCodes.Usage;
        }
    }

    private static void Refuse(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is [var token, ..])
        {
            throw token.StartsWith('-')
                ? UsageException.Unknown("option", token.Split('=')[0], Options(parsed.CommandResult.Command))
                : parsed.CommandResult.Command.Subcommands.Count > 0
                    ? UsageException.Unknown("command", token, parsed.CommandResult.Command.Subcommands.Select(command => command.Name))
                    : new UsageException($"unexpected argument '{token}': see 'cbench {parsed.CommandResult.Command.Name} --help'");
        }

        if (parsed.Errors is [var error, ..])
        {
            throw new UsageException($"{error.Message.TrimEnd('.')}: see 'cbench {parsed.CommandResult.Command.Name} --help'");
        }
    }

    private static IEnumerable<string> Options(Command command) =>
        command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name)).Append("--help");
}
