using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Launching;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Options;

/// <summary>The worker of another runtime. Its command is not stored, since a run that is continued would start what a file says.</summary>
internal static class WorkerSetting
{
    /// <summary>Asks the program that was given what it is.</summary>
    /// <returns>The worker; empty when none is given.</returns>
    /// <exception cref="UsageException">It does not start, or is no worker of another runtime.</exception>
    public static async Task<IReadOnlyList<ExternalWorker>> DescribeAsync(IConfiguration configuration, ModelSettings settings)
    {
        if (RunSettings.Worker.Given(configuration) is not { } given)
        {
            return [];
        }

        try
        {
            return [await ExternalWorker.DescribeAsync(given.Command(), settings, CancellationToken.None)];
        }
        catch (WorkerException failure)
        {
            var reason = failure.LogTail is [.., var last] ? $"{failure.Message}: {last}" : failure.Message;
            throw new UsageException($"{given.Origin} '{given.Text}' is not a worker that can be measured ({reason}): name a program that speaks the worker protocol, version 3");
        }
    }

    /// <summary>The names in a run of the workers' models.</summary>
    public static IEnumerable<string> Names(IEnumerable<ExternalWorker> workers) =>
        workers.SelectMany(worker => worker.Description.Models.Select(model => worker.Description.Runtime.NameOf(model.Id)));

    /// <summary>A name that two models of different runtimes would have is refused; so is a worker none of whose models is measured.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public static void RequireNewNames(IReadOnlyList<ExternalWorker> workers, IEnumerable<Model> models)
    {
        if (models.FirstOrDefault(model => Names(workers).Contains(model.Id)) is { } twice)
        {
            throw new UsageException($"two models are called '{twice.Id}', {twice.GetType().FullName} and one of the worker's: rename one");
        }
    }

    /// <summary>What a run records of the workers.</summary>
    /// <returns>Null when there is none.</returns>
    public static IReadOnlyList<RuntimeRecord>? Record(IReadOnlyList<ExternalWorker> workers) =>
        workers.Count == 0 ? null : [.. workers.Select(worker => new RuntimeRecord(worker.Description.Runtime, worker.Description.RuntimeVersion))];

    /// <summary>A continued run needs the workers that it began with.</summary>
    /// <exception cref="UsageException">They are others.</exception>
    public static void RequireSame(IReadOnlyList<ExternalWorker> workers, RunManifest manifest)
    {
        var (then, now) = (Text(manifest.OtherRuntimes), Text(Record(workers)));
        if (then != now)
        {
            throw new UsageException(
                $"the run was begun with {then}, and is continued with {now}: give the same {RunSettings.Worker.Name} (its command is not stored), or start another run");
        }
    }

    private static string Text(IReadOnlyList<RuntimeRecord>? runtimes) =>
        runtimes is null ? "no worker of another runtime" : $"a worker of {string.Join(" and ", runtimes.Select(runtime => $"{Visible.Line(runtime.Id.Id)} {Visible.Line(runtime.Version)}"))}";
}
