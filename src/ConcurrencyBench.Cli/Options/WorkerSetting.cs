using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Measurement.Protocol;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Options;

/// <summary>The worker of another runtime. Its command is not stored, since a run that is continued would start what a file says.</summary>
internal static class WorkerSetting
{
    /// <summary>Asks the program that was given what it is.</summary>
    /// <returns>The worker; empty when none is given.</returns>
    /// <exception cref="UsageException">It does not start, or is no worker of another runtime.</exception>
    public static async Task<IReadOnlyList<ExternalWorker>> DescribeAsync(IConfiguration configuration, ModelSettings settings, CancellationToken cancellationToken)
    {
        if (RunSettings.Worker.Given(configuration) is not { } given)
        {
            return [];
        }

        try
        {
            return [await ExternalWorker.DescribeAsync(given.Command(), settings, cancellationToken)];
        }
        catch (WorkerException failure)
        {
            var reason = failure.LogTail is [.., var last] ? $"{failure.Message}: {last}" : failure.Message;
            throw new UsageException($"{given.Origin} '{given.Text}' is not a worker that can be measured ({reason}): name a program that speaks version {WorkerDescription.CurrentProtocolVersion} of the worker protocol");
        }
    }

    /// <summary>The names in a run of the workers' models.</summary>
    public static IEnumerable<string> Names(IEnumerable<ExternalWorker> workers) =>
        workers.SelectMany(worker => worker.Description.Models.Select(model => worker.Description.Runtime.NameOf(model.Id)));

    /// <summary>A name that two models of different runtimes would have is refused.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public static void RequireNewNames(IReadOnlyList<ExternalWorker> workers, IEnumerable<Model> models)
    {
        if (models.FirstOrDefault(model => Names(workers).Any(name => name == model.Id || name == ModelAlias.Again(model.Id) || model.Id == ModelAlias.Again(name))) is { } twice)
        {
            throw new UsageException($"two models are called '{twice.Id}', {twice.GetType().FullName} and one of the worker's: rename one");
        }
    }

    /// <summary>A user who names a worker expects it to be measured.</summary>
    /// <exception cref="UsageException">None of a worker's models is.</exception>
    public static void RequireUse(IReadOnlyList<ExternalWorker> workers, Plan plan)
    {
        var measured = plan.Comparisons.SelectMany(comparison => comparison.Cells).Select(cell => cell.Runtime).ToHashSet();
        if (workers.Select(worker => worker.Description).FirstOrDefault(worker => !measured.Contains(worker.Runtime)) is { } idle)
        {
            throw new UsageException(
                $"{RunSettings.Worker.Name}: no model of {idle.Runtime} would be measured: choose of its workloads ({string.Join(", ", idle.Workloads)}) with --workloads, "
                    + $"and of its models ({string.Join(", ", idle.Models.Select(model => idle.Runtime.NameOf(model.Id)))}) with --models if you name any");
        }
    }

    /// <summary>What a run records of the workers.</summary>
    /// <returns>Null when there is none.</returns>
    public static IReadOnlyList<RuntimeRecord>? Record(IReadOnlyList<ExternalWorker> workers) =>
        workers.Count == 0 ? null : [.. workers.Select(worker => new RuntimeRecord(worker.Description.Runtime, worker.Description.RuntimeVersion, worker.Description.Fingerprint()))];

    /// <summary>A continued run needs the workers that it began with.</summary>
    /// <exception cref="UsageException">They are others.</exception>
    public static void RequireSame(IReadOnlyList<ExternalWorker> workers, RunManifest manifest)
    {
        var (then, now) = (Text(manifest.OtherRuntimes), Text(Record(workers)));
        if (then == now && manifest.OtherRuntimes?.SequenceEqual(Record(workers)!) is false)
        {
            throw new UsageException($"the worker describes other models or workloads than when the run began: give the same {RunSettings.Worker.Name}, or start another run");
        }

        if (then != now)
        {
            throw new UsageException(
                $"the run was begun with {then}, and is continued with {now}: give the same {RunSettings.Worker.Name} (its command is not stored), or start another run");
        }
    }

    private static string Text(IReadOnlyList<RuntimeRecord>? runtimes) =>
        runtimes is null ? "no worker of another runtime" : $"a worker of {string.Join(" and ", runtimes.Select(runtime => $"{Visible.Line(runtime.Id.Id)} {Visible.Line(runtime.Version)}"))}";
}
