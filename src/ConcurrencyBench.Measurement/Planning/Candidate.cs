using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Planning;

/// <summary>A model that a plan may have cells of, of whichever runtime.</summary>
/// <param name="Runtime">What its workers run on.</param>
/// <param name="Name">Its name in the run.</param>
/// <param name="IsConcurrent">Whether concurrency means anything to it.</param>
/// <param name="Supports">Whether it makes sense for a workload.</param>
/// <param name="SupportsConcurrency">Whether the system lets it have so many items of a workload in flight.</param>
internal sealed record Candidate(
    Runtime Runtime, string Name, bool IsConcurrent, Func<Workload, Applicability> Supports, Func<Workload, int, Applicability> SupportsConcurrency)
{
    /// <summary>A model of this program.</summary>
    public static Candidate Of(Model model) => new(Runtime.DotNet, model.Id, model.IsConcurrent(), model.Supports, model.SupportsConcurrency);

    /// <summary>The models of another runtime's worker.</summary>
    public static IEnumerable<Candidate> Of(WorkerDescription worker) =>
        from model in worker.Models
        select new Candidate(worker.Runtime, worker.Runtime.NameOf(model.Id), model.IsConcurrent, workload => Runs(worker, model, workload), (_, _) => Applicability.Yes);

    private static Applicability Runs(WorkerDescription worker, DescribedModel model, Workload workload) =>
        !worker.Workloads.Contains(workload.Id) ? Applicability.NotHere($"the worker of {worker.Runtime} does not have the workload")
        : workload.Given is { } parameters && worker.UnknownParameter(workload.Id, parameters) is { } unknown
            ? Applicability.NotHere($"the worker of {worker.Runtime} does not know the workload's parameter {unknown}")
        : worker.Runs(model, workload.Id) ? Applicability.Yes
        : Applicability.No($"the worker of {worker.Runtime} does not run it with this model");
}
