using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using ConcurrencyBench.Benchmarks.Messages;
using ConcurrencyBench.Benchmarks.Twins;
using ConcurrencyBench.Models.Green;

if (args is [TwinProcess.Verb, ..])
{
    return TwinProcess.Run(args[1..]);
}

if (args is [PipeTwin.Verb, var bytes])
{
    return PipeTwin.Run(bytes);
}

// BenchmarkDotNet ends with 0 whatever happened. Nothing run is a failure too, unless nothing was asked to run.
// Green threads need a runtime that suspends frames; to the others it makes no difference.
var withRuntimeAsync = DefaultConfig.Instance.AddJob(
    Job.Default.WithEnvironmentVariable(new EnvironmentVariable(GreenCode.Switch, "1")).AsMutator());
var summaries = BenchmarkSwitcher.FromAssembly(typeof(TwinProcess).Assembly).Run(args, withRuntimeAsync).ToList();
var onlyAsked = args.Any(argument => argument is "--list" or "--help" or "--version" or "--info");
return summaries.Exists(IsIncomplete) || (summaries.Count == 0 && !onlyAsked) ? 1 : 0;

static bool IsIncomplete(Summary summary) =>
    summary.HasCriticalValidationErrors
    || summary.Reports.Length < summary.BenchmarksCases.Length
    || summary.Reports.Any(report => !report.Success);
