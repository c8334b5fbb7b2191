using ConcurrencyBench.Core;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Cli.Commands;

/// <summary>Turns the settings into a plan: which cells, and which not and why.</summary>
internal static class PlanBuilder
{
    /// <summary>Models that are measured twice, so that the run shows what it calls a difference when there is none.</summary>
    private static readonly IReadOnlyList<string> NullCases = ["sequential", "threads"];

    /// <summary>Builds the plan.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="catalog">The models and workloads there are.</param>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>The plan.</returns>
    public static Plan Build(RunOptions options, Catalog catalog, int cores)
    {
        var models = catalog.Models.Where(model => !model.IsConcurrent || (options.Models?.Contains(model.Id) ?? true)).ToList();
        var plans = catalog.Workloads.Select(workload => Of(workload, models, options, cores)).OfType<WorkloadPlan>().ToList();
        return new Plan
        {
            Workloads = plans,
            Exclusions =
            [
                .. from plan in plans
                   let workload = catalog.Workloads.First(workload => workload.Id == plan.Workload)
                   from model in models
                   let reason = model.Supports(workload.Kind).ReasonAgainst
                   where reason is not null
                   select new Exclusion(model.Id, workload.Id, reason),
            ],
            MinimumRounds = options.Rounds ?? options.Profile.MinimumRounds,
            MaximumRounds = options.Rounds ?? options.Profile.MaximumRounds,
            BlocksPerRound = options.Profile.BlocksPerRound,
            WarmUpMilliseconds = options.Profile.WarmUpMilliseconds,
            BudgetSeconds = (int)Math.Ceiling((options.Budget ?? options.Profile.Budget).TotalSeconds),
        };
    }

    private static WorkloadPlan? Of(Workload workload, IReadOnlyList<Model> models, RunOptions options, int cores)
    {
        var applicable = models.Where(model => model.Supports(workload.Kind).Applies);
        var chosen = options.Workloads ?? options.Profile.Workloads;
        if (chosen?.Contains(workload.Id) ?? true)
        {
            return new WorkloadPlan(
                workload.Id, options.Concurrencies ?? options.Profile.Concurrencies(workload.Kind, cores), WithNullCases(applicable));
        }

        var cells = options.Workloads is null
            ? options.Profile.AlsoCells(cores).Where(cell => cell.Workload == workload.Id && models.Any(model => model.IsConcurrent && model.Id == cell.Model)).ToList()
            : [];
        return cells.Count == 0 ? null : new WorkloadPlan(
            workload.Id,
            options.Concurrencies ?? [.. cells.Select(cell => cell.Concurrency).Distinct().Order()],
            WithNullCases(applicable.Where(model => !model.IsConcurrent || cells.Exists(cell => cell.Model == model.Id))));
    }

    private static List<string> WithNullCases(IEnumerable<Model> models)
    {
        var names = models.Select(model => model.Id).ToList();
        return [.. names, .. NullCases.Where(names.Contains).Select(NullCase.Of)];
    }
}
