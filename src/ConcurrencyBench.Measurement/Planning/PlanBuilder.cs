using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Planning;

/// <summary>Turns what is asked for into a plan: which cells, and which not and why.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="catalog">The models and workloads there are.</param>
/// <param name="cores">How many cores the run may use.</param>
/// <param name="others">What the workers of other runtimes have.</param>
public sealed class PlanBuilder(PlanRequest request, Catalog catalog, int cores, params IReadOnlyList<WorkerDescription> others)
{
    /// <summary>Models that are measured twice, so that the run shows what it calls a difference when there is none.</summary>
    private static readonly IReadOnlyList<string> NullCases = [Baseline.ModelId, "threads"];

    private readonly IReadOnlyList<Candidate> _models =
    [
        .. catalog.Models.Select(Candidate.Of).Where(model => !model.IsConcurrent || (request.Models?.Contains(model.Name) ?? true)),
        .. others.SelectMany(Candidate.Of).Where(model => request.Models?.Contains(model.Name) ?? true),
    ];

    /// <summary>Cells that are measured beside those of the profile's workloads.</summary>
    private readonly ILookup<WorkloadChoice, Cell> _alsoCells =
        (request.Workloads is null ? request.Profile.AlsoCells(cores) : []).ToLookup(cell => new WorkloadChoice(cell.Workload, cell.Parameters.At(1)));

    private readonly HashSet<WorkloadChoice> _chosen = [.. Choices(request, catalog)];

    private readonly Dictionary<string, (Applicability Availability, ConnectionLimit ConnectionLimit)> _places = [];

    /// <summary>Builds the plan.</summary>
    /// <returns>The plan.</returns>
    /// <exception cref="UsageException">A workload that was named has none of the concurrencies that were.</exception>
    public Plan Build()
    {
        var variants = catalog.Workloads.SelectMany(Variants).ToList();
        RequireConcurrencies(variants);
        var wanted = (from variant in variants
                      let concurrencies = Concurrencies(variant)
                      where concurrencies.Count > 0
                      select (variant, concurrencies)).ToList();
        var exclusions = wanted.GroupBy(pair => pair.variant.Id).SelectMany(pairs => Exclusions([.. pairs])).Concat(variants.SelectMany(Missing)).ToList();
        var plans = wanted.GroupBy(pair => pair.variant.Id).Select(PlanOf).OfType<WorkloadPlan>().ToList();
        return new Plan
        {
            Workloads = plans,
            Exclusions = exclusions,
            MinimumRounds = request.Rounds ?? request.Profile.MinimumRounds,
            MaximumRounds = MaximumRounds,
            BlocksPerRound = request.Profile.BlocksPerRound,
            WarmUpMilliseconds = request.Profile.WarmUpMilliseconds,
            BudgetSeconds = (int)Math.Ceiling((request.Budget ?? request.Profile.Budget).TotalSeconds),
        };
    }

    private int MaximumRounds => request.Rounds ?? request.Profile.MaximumRounds;

    private static IEnumerable<WorkloadChoice> Choices(PlanRequest request, Catalog catalog) =>
        (request.Workloads ?? (request.Models is null ? null : request.Profile.WorkloadsOfNamedModels) ?? request.Profile.Workloads) is { } named
            ? named.SelectMany(name => WorkloadChoice.Parse(name, catalog.Workloads))
            : catalog.Workloads.SelectMany(WorkloadChoice.All);

    /// <summary>A workload with each of the parameters that it is wanted with, the usual ones first.</summary>
    private IEnumerable<WorkloadVariant> Variants(Workload workload) =>
        from choice in _chosen.Concat(_alsoCells.Select(cells => cells.Key)).Distinct()
        where choice.Workload == workload.Id
        orderby choice.Parameters.HasOthers, choice.Parameters.Others.Values.FirstOrDefault()
        select WorkloadVariant.Of(choice, workload);

    private bool IsChosen(WorkloadVariant variant) => _chosen.Contains(variant.Choice);

    private IReadOnlyList<int> Concurrencies(WorkloadVariant variant)
    {
        IEnumerable<int> chosen = IsChosen(variant) ? Chosen(variant.Workload) : [];
        var also = request.Concurrencies is { } asked
            ? asked.Except(Absent(variant.Workload))
            : _alsoCells[variant.Choice].Where(cell => cell.Model != Baseline.ModelId).Select(cell => cell.Concurrency);
        return [.. chosen.Concat(_alsoCells.Contains(variant.Choice) ? also : []).Distinct().Order()];
    }

    /// <summary>What the user asked for, as far as the workload has it; else all that it has, or what the profile takes.</summary>
    private IReadOnlyList<int> Chosen(Workload workload) => request.Concurrencies is { } asked
        ? [.. asked.Except(Absent(workload))]
        : workload.Concurrencies(cores) ?? workload.UsualConcurrencies() ?? request.Profile.Concurrencies(workload.Kind, cores);

    /// <summary>What the user asked for and the workload does not have.</summary>
    private IReadOnlyList<int> Absent(Workload workload) =>
        workload.Concurrencies(cores) is { } own ? [.. (request.Concurrencies ?? []).Except(own)] : [];

    private void RequireConcurrencies(IReadOnlyList<WorkloadVariant> variants)
    {
        foreach (var workload in variants.Where(variant => request.Workloads is not null && IsChosen(variant)).Select(variant => variant.Workload).Where(workload => Chosen(workload).Count == 0))
        {
            throw new UsageException($"workload {workload.Id} {WithoutConcurrency(workload)}: ask for one of these with --concurrency, or leave the workload out");
        }
    }

    private string WithoutConcurrency(Workload workload) =>
        $"has no concurrency {string.Join(", ", Absent(workload))}, only {string.Join(", ", workload.Concurrencies(cores)!)}";

    /// <summary>What was asked for by number and is not available: reported, since its absence would go unnoticed.</summary>
    private IEnumerable<Exclusion> Missing(WorkloadVariant variant) =>
        from concurrency in Absent(variant.Workload)
        from model in _models
        where model.IsConcurrent && Refusal(model, variant.Workload) is null
        select new Exclusion(model.Name, variant.Id, $"the workload {WithoutConcurrency(variant.Workload)}", variant.At(concurrency)) { Kind = ExclusionKind.NotChosen };

    private WorkloadPlan? PlanOf(IGrouping<string, (WorkloadVariant Variant, IReadOnlyList<int> Concurrencies)> wanted)
    {
        var comparisons = (from pair in wanted
                           from concurrency in pair.Concurrencies
                           let names = ModelsAt(pair.Variant, concurrency)
                           where names.Count > 0
                           select Comparison.Of(wanted.Key, pair.Variant.At(concurrency), [.. names.Select(name => CellOf(name, pair.Variant, concurrency))])).ToList();
        return comparisons.Count == 0 ? null : new WorkloadPlan(wanted.Key, comparisons);
    }

    private Cell CellOf(string name, WorkloadVariant variant, int concurrency)
    {
        var model = _models.First(model => model.Name == ModelAlias.ModelId(name));
        return new Cell(model.Runtime, name, variant.Id, variant.At(model.IsConcurrent ? concurrency : 1));
    }

    /// <summary>The models of one comparison and its null cases; none where they would hold more connections than there may be.</summary>
    private List<string> ModelsAt(WorkloadVariant variant, int concurrency)
    {
        var names = Compared(variant, concurrency);
        return TooManyConnections(variant, names, concurrency) is null ? names : [];
    }

    /// <summary>The models of one comparison: all that run it, or where only some cells are wanted, theirs; and the null cases.</summary>
    private List<string> Compared(WorkloadVariant variant, int concurrency)
    {
        var isWhole = IsChosen(variant) && Chosen(variant.Workload).Contains(concurrency);
        var names = (from model in _models
                     where Refusal(model, variant.Workload, concurrency) is null
                     where isWhole || IsAlsoMeasured(model, variant, concurrency)
                     select model.Name).ToList();

        var nullCases = NullCases.Where(names.Contains).ToList();
        if (nullCases.Count == 0 && names.Count > 1)
        {
            nullCases.Add(names[0]);
        }

        // A baseline alone compares nothing, unless it is all that was asked for.
        var isAlone = names is [Baseline.ModelId] ? _models.Count > 1 : names.Count == 1 && !isWhole && request.Models is not null;

        // Noise is known from intervals, and a single round has none.
        var hasNullCases = MaximumRounds > 1 && (isWhole || request.Profile.HasNullCasesWithoutBaseline || names.Contains(Baseline.ModelId));
        return isAlone ? [] : hasNullCases ? [.. names, .. nullCases.Select(ModelAlias.Again)] : names;
    }

    private bool IsAlsoMeasured(Candidate model, WorkloadVariant variant, int concurrency) => _alsoCells[variant.Choice].Any(cell =>
        cell.Model == model.Name && (!model.IsConcurrent || cell.Concurrency == concurrency || request.Concurrencies is not null));

    /// <summary>What is left out of a workload: of all of it, where the reason holds for all its parameters that are wanted, or of single comparisons.</summary>
    private IEnumerable<Exclusion> Exclusions(IReadOnlyList<(WorkloadVariant Variant, IReadOnlyList<int> Concurrencies)> wanted)
    {
        var compared = (from pair in wanted from concurrency in pair.Concurrencies select pair.Variant.At(concurrency))
            .ToDictionary(parameters => parameters, parameters => Compared(wanted.First(pair => pair.Variant.Choice.Parameters.Equals(parameters.At(1))).Variant, parameters.Concurrency));
        foreach (var model in _models)
        {
            var supports = wanted.Select(pair => SupportOf(model, pair.Variant.Workload)).Distinct().ToList();
            if (supports is [{ ReasonAgainst: { } reason, Kind: var kind }])
            {
                yield return new Exclusion(model.Name, wanted[0].Variant.Id, reason) { Kind = kind };
                continue;
            }

            foreach (var (variant, concurrency) in wanted.SelectMany(pair => pair.Concurrencies.Select(concurrency => (pair.Variant, concurrency))))
            {
                if (ExclusionAt(model, variant, concurrency, compared[variant.At(concurrency)]) is { } exclusion)
                {
                    yield return exclusion;
                }
            }
        }
    }

    private Exclusion? ExclusionAt(Candidate model, WorkloadVariant variant, int concurrency, List<string> compared)
    {
        if (SupportOf(model, variant.Workload) is { ReasonAgainst: { } reason, Kind: var kind })
        {
            return new Exclusion(model.Name, variant.Id, reason, variant.At(concurrency)) { Kind = kind };
        }

        var tooMany = model.IsConcurrent && compared.Contains(model.Name) ? TooManyConnections(variant, compared, concurrency) : null;
        return (Refusal(model, variant.Workload, concurrency) ?? tooMany) is { } limit
            ? new Exclusion(model.Name, variant.Id, limit, variant.At(concurrency)) { Kind = ExclusionKind.OverLimit }
            : null;
    }

    private string? Refusal(Candidate model, Workload workload, int concurrency) =>
        Refusal(model, workload)
        ?? model.SupportsConcurrency(workload, concurrency).ReasonAgainst;

    private string? Refusal(Candidate model, Workload workload) => SupportOf(model, workload).ReasonAgainst;

    private Applicability SupportOf(Candidate model, Workload workload) =>
        Place(workload).Availability.ReasonAgainst is { } missing ? Applicability.NotHere(missing) : model.Supports(workload);

    /// <summary>The workers of a comparison hold their connections side by side, and one more each to check the server.</summary>
    private string? TooManyConnections(WorkloadVariant variant, List<string> names, int concurrency)
    {
        var connections = names.Sum(name => 1L + CellOf(name, variant, concurrency).Concurrency);
        var limit = Place(variant.Workload).ConnectionLimit;
        return connections <= limit.Most ? null
            : $"with {concurrency} in flight, {names.Count} workers side by side would hold {connections} connections, and {limit.Reason}: "
                + $"name fewer --models, a lower --concurrency, or allow more ({limit.Remedy(connections)})";
    }

    /// <summary>What the machine has for a workload, asked once: it may take seconds.</summary>
    private (Applicability Availability, ConnectionLimit ConnectionLimit) Place(Workload workload)
    {
        if (!_places.TryGetValue(workload.Id, out var place))
        {
            var availability = workload.Availability();
            _places.Add(workload.Id, place = (availability, availability.Applies ? workload.ConnectionLimit() : ConnectionLimit.None));
        }

        return place;
    }
}
