using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Calibrating;

/// <summary>
/// What a calibration measures: of each workload, copies of a model that uses one core and of one that uses all, some of them with extra work,
/// beside each neighbour. All rounds are whole and alike, as many as the budget has room for.
/// </summary>
public static class CalibrationPlan
{
    /// <summary>Two pairs that share no copy. Each is judged by the noise floor of the other.</summary>
    private const int Copies = 4;

    private const int BlocksPerRound = 8;
    private const int IoConcurrency = 16;

    private static readonly IReadOnlyList<string> _models = [Baseline.ModelId, "threads"];
    private static readonly IReadOnlyList<int> _extraWork = [2, 5, 10];

    /// <summary>Makes the plan.</summary>
    /// <param name="workloads">The workloads, which allow extra work.</param>
    /// <param name="neighbours">What is beside them, in turn.</param>
    /// <param name="cores">How many cores the run may use.</param>
    /// <param name="budget">How long it may take.</param>
    /// <returns>The plan.</returns>
    public static Plan Of(IReadOnlyList<Workload> workloads, IReadOnlyList<NeighbourKind> neighbours, int cores, TimeSpan budget) => new()
    {
        Workloads = [.. workloads.Select(workload => new WorkloadPlan(workload.Id, [.. Comparisons(workload, neighbours, cores)]))],
        MinimumRounds = Plan.AsManyAsFit,
        MaximumRounds = Plan.AsManyAsFit,
        BlocksPerRound = BlocksPerRound,
        BudgetSeconds = (int)Math.Ceiling(budget.TotalSeconds),
    };

    private static IEnumerable<Comparison> Comparisons(Workload workload, IReadOnlyList<NeighbourKind> neighbours, int cores)
    {
        var parameters = Parameters.Of(ConcurrencyOf(workload, cores));
        var copies = _models.SelectMany(model => Enumerable.Range(1, Copies).Select(number => ModelAlias.Copy(model, number))).ToList();
        var more = _models.SelectMany(model => _extraWork.Select(percent => ModelAlias.Copy(model, 1, percent))).ToList();
        foreach (var neighbour in neighbours)
        {
            yield return Compare(workload.Id, parameters, [.. copies, .. more], $"beside-{neighbour}") with { Neighbour = neighbour };
            yield return Compare(workload.Id, parameters, copies, $"plain-beside-{neighbour}") with { Neighbour = neighbour, IsUnpaired = true };
        }
    }

    private static Comparison Compare(string workload, Parameters parameters, IReadOnlyList<string> names, string what) =>
        new($"{workload}/{parameters.Id}/{what}".ToLowerInvariant(), workload, parameters, [.. names.Select(name => Baseline.CellAt(name, workload, parameters))]);

    private static int ConcurrencyOf(Workload workload, int cores) =>
        workload.Concurrencies(cores)?.Max() ?? (workload as IStandsForItsKind)?.MainConcurrency(cores) ?? (workload.Kind == WorkloadKind.Cpu ? cores : IoConcurrency);
}
