using System.Runtime.InteropServices;
using ConcurrencyBench.Cli;
using ConcurrencyBench.Cli.Commands;
using ConcurrencyBench.Measurement.Workers;
using ConcurrencyBench.Models.Schedulers;

// Hidden verbs come first: they start often and must load little. Signals of a terminal or a CI job reach every process,
// but only the one that was asked decides what they mean; the others end when their input does.
return args switch
{
    [PoolProcess.Verb, ..] => PoolProcess.Run(args[1..]),
    ["worker"] => await ServeAsync((input, output) => WorkerProcess.RunAsync(Parts.Catalog, input, output, Console.Error)),
    ["fixture", var workload, var seed] => await ServeAsync(
        (input, output) => FixtureProcess.RunAsync(Parts.Catalog.CreateWorkload(workload), seed, input, output)),
    _ => await CommandTree.RunAsync(args),
};

static async Task<int> ServeAsync(Func<Stream, Stream, Task> serve)
{
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
    using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
    using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
    await using var input = Console.OpenStandardInput();
    await using var output = Console.OpenStandardOutput();

    // Standard output belongs to the protocol: what a workload or a library prints goes to the log.
    Console.SetOut(Console.Error);
    await serve(input, output);
    return ExitCodes.Fine;
}
