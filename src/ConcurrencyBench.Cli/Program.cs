using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Cli;
using ConcurrencyBench.Cli.Commands;
using ConcurrencyBench.Cli.Output;
using ConcurrencyBench.Distributed;
using ConcurrencyBench.Measurement.Calibrating;
using ConcurrencyBench.Measurement.Workers;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Processes;

string[] arguments;
try
{
    arguments = OpenedAssemblies.Open(args);
}
catch (UsageException exception)
{
    Surroundings.Report($"cbench: {Visible.Line(exception.Message)}");
    return ExitCodes.Usage;
}

// Hidden verbs come first: they start often and must load little.
return arguments switch
{
    [PipedProcess.Verb, ..] => PipedProcess.Run(arguments[1..]),
    [PoolProcess.Verb, ..] => PoolProcess.Run(arguments[1..]),
    [ExternalProgram.Verb, _, ..] => BecomeOther(),
    ["silo-process", ..] => RunSilo(),
    ["worker", .. var classes] => Serve((input, output) =>
    {
        WorkerProcess.Run(classes.Length == 0 ? BuiltInCatalog.Catalog : BuiltInCatalog.Catalog.Only(classes), input, output, Console.Error);
        return true;
    }),
    ["fixture", var workload, var seed, .. var cells] => Serve(
        (input, output) => FixtureProcess.Run(BuiltInCatalog.Catalog.CreateWorkload(workload), seed, cells, input, output, Console.Error)),
    [NeighbourProcess.Verb, _, _] => Serve((input, _) =>
    {
        NeighbourProcess.Run(arguments[1..], input);
        return true;
    }),
    _ => await CommandAsync(),
};

int BecomeOther()
{
    Surroundings.Report(ExternalProgram.Become(arguments[1..]));
    return ExternalProgram.NotStarted;
}

// In a function of its own, so that only silos load what it needs.
int RunSilo() => SiloProcess.Run(arguments[1..]);

// The streams are this process's, so they are guarded here: tests give commands others.
Task<int> CommandAsync()
{
    StandardWriter.Guard();
    return CommandTree.RunAsync(arguments);
}

static int Serve(Func<Stream, Stream, bool> serve)
{
    using var life = ChildLifetime.BeginAsLeader();
    using var input = Console.OpenStandardInput();
    using var output = Console.OpenStandardOutput();

    // Standard output belongs to the protocol: what a workload or a library prints goes to the log.
    Console.SetOut(Console.Error);
    return serve(input, output) ? ExitCodes.Fine : ExitCodes.Failed;
}
