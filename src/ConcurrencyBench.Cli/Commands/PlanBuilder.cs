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
        var alsoCells = options.Workloads is null ? options.Profile.AlsoCells(cores) : [];
        var plans = (from workload in catalog.Workloads
                     let wanted = IsChosen(workload, options) ? Whole(workload, models, options, cores) : OnlyCells(workload, models, options, alsoCells)
                     where wanted is not null
                     let against = workload.Availability.ReasonAgainst
                     let plan = against is null ? Fitting(workload, wanted) : wanted with { Concurrencies = [] }
                     select (workload, plan, against: against ?? TooMany(workload, wanted, plan))).ToList();
        return new Plan
        {
            Workloads = [.. plans.Select(pair => pair.plan).Where(plan => plan.Concurrencies.Count > 0)],
            Exclusions =
            [
                .. from pair in plans
                   from model in models
                   let reason = model.Supports(pair.workload.Kind).ReasonAgainst ?? pair.against
                   where reason is not null
                   select new Exclusion(model.Id, pair.workload.Id, reason),
            ],
            MinimumRounds = options.Rounds ?? options.Profile.MinimumRounds,
            MaximumRounds = options.Rounds ?? options.Profile.MaximumRounds,
            BlocksPerRound = options.Profile.BlocksPerRound,
            WarmUpMilliseconds = options.Profile.WarmUpMilliseconds,
            BudgetSeconds = (int)Math.Ceiling((options.Budget ?? options.Profile.Budget).TotalSeconds),
        };
    }

    private static bool IsChosen(Workload workload, RunOptions options) =>
        (options.Workloads ?? options.Profile.Workloads)?.Contains(workload.Id) ?? true;

    private static WorkloadPlan Whole(Workload workload, IReadOnlyList<Model> models, RunOptions options, int cores) => new(
        workload.Id,
        options.Concurrencies ?? options.Profile.Concurrencies(workload.Kind, cores),
        WithNullCases(models.Where(model => model.Supports(workload.Kind).Applies && !IsLeftOut(model, workload, options))));

    private static bool IsLeftOut(Model model, Workload workload, RunOptions options) =>
        options is { Models: null, Workloads: null } && options.Profile.Without.TryGetValue(workload.Id, out var left) && left.Contains(model.Id);

    private static WorkloadPlan? OnlyCells(Workload workload, IReadOnlyList<Model> models, RunOptions options, IReadOnlyList<Cell> cells)
    {
        var runners = models.Where(model => model.IsConcurrent && model.Supports(workload.Kind).Applies).Select(model => model.Id).ToHashSet();
        var wanted = cells.Where(cell => cell.Workload == workload.Id && runners.Contains(cell.Model)).ToList();
        return wanted.Count == 0 ? null : new WorkloadPlan(
            workload.Id,
            options.Concurrencies ?? [.. wanted.Select(cell => cell.Concurrency).Distinct().Order()],
            WithNullCases(models.Where(model => !model.IsConcurrent || wanted.Exists(cell => cell.Model == model.Id))));
    }

    /// <summary>The concurrencies for which a workload's server has connections enough: all models hold theirs side by side, and one more each.</summary>
    private static WorkloadPlan Fitting(Workload workload, WorkloadPlan plan) => plan with
    {
        Concurrencies = [.. plan.Concurrencies.Where(concurrency => Connections(plan, concurrency) <= workload.ConnectionLimit)],
    };

    private static int Connections(WorkloadPlan plan, int concurrency) => plan.Models.Count * (concurrency + 1);

    private static string? TooMany(Workload workload, WorkloadPlan wanted, WorkloadPlan fitting)
    {
        var tooMany = wanted.Concurrencies.Except(fitting.Concurrencies).ToList();
        return tooMany.Count == 0 ? null
            : $"with {string.Join(" or ", tooMany)} in flight, {wanted.Models.Count} workers side by side would hold {Connections(wanted, tooMany[0])} connections or more, "
                + $"and the server allows {workload.ConnectionLimit}: name fewer --models, a lower --concurrency, or a server that allows more";
    }

    private static List<string> WithNullCases(IEnumerable<Model> models)
    {
        var names = models.Select(model => model.Id).ToList();
        return [.. names, .. NullCases.Where(names.Contains).Select(NullCase.Of)];
    }
}
