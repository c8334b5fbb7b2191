using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ConcurrencyBench.Cli.Commands;
using ConcurrencyBench.Cli.Options;

namespace ConcurrencyBench.Cli.Output;

/// <summary>The help of a command, and below that of the program and of <c>run</c> what a user must know to use it.</summary>
internal sealed class HelpPages(HelpAction options) : SynchronousCommandLineAction
{
    private const string More =
        """

        Examples:
          cbench                                 every row of the table, in 3 minutes
          cbench --profile smoke                 does it work here?
          cbench --resume results/DATE-COMMIT    go on with an interrupted run
          cbench report results/DATE-COMMIT      make its reports again
          cbench --models threads,async --workloads http --concurrency 1,16,64

        Settings:
          Each option of 'run' but --resume is also a variable and a key of
          cbench.json in the current folder. The command line counts first, then the
          variable, then the file: --switch-interval 10, CBENCH_SWITCH_INTERVAL=10
          and {"switchInterval": 10} say the same. Two have no option, since other
          users can read command lines: CBENCH_CLUSTER_SECRET, by which the machines
          of a cluster know each other, and CBENCH_REDIS_PASSWORD of its Redis server.
          Those that are options of 'calibrate' too count for it in the same way; it
          reports which of the others do nothing there.

        """;

    private const string Codes =
        """
        Exit codes:
          0    all went well
          1    a cell failed, or the run answers nothing
          2    wrong usage or unreadable input: one line says what, where, and what to do
          130  interrupted: what was measured is safe; how to continue is printed
        """;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = options.Invoke(parseResult);
        if (parseResult.CommandResult.Command is RootCommand or { Name: RunCommand.Name })
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Profiles:");
            foreach (var profile in Profiles.All)
            {
                output.WriteLine($"  {profile.Name,-9}  {profile.Cost,-14}  {profile.Purpose}{(profile.Name == Profiles.Default ? " (the default)" : string.Empty)}");
            }

            output.WriteLine(More.ReplaceLineEndings());
            output.WriteLine("Variables:");
            output.WriteLine($"  {string.Join($"{Environment.NewLine}  ", RunSettings.Variables.Chunk(3).Select(names => string.Join(", ", names)))}");
            output.WriteLine();
            output.WriteLine(Codes.ReplaceLineEndings());
        }

        return exitCode;
    }
}
