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
    private readonly ILookup<string, Cell> _alsoCells =
        (request.Workloads is null ? request.Profile.AlsoCells(cores) : []).ToLookup(cell => cell.Workload);

    private readonly Dictionary<string, (Applicability Availability, ConnectionLimit ConnectionLimit)> _places = [];

    /// <summary>Builds the plan.</summary>
    /// <returns>The plan.</returns>
    /// <exception cref="UsageException">A workload that was named has none of the concurrencies that were.</exception>
    public Plan Build()
    {
        RequireConcurrencies();
        var wanted = (from workload in catalog.Workloads
                      let concurrencies = Concurrencies(workload)
                      where concurrencies.Count > 0
                      select (workload, concurrencies)).ToList();
        var exclusions = wanted.SelectMany(pair => Exclusions(pair.workload, pair.concurrencies)).Concat(catalog.Workloads.SelectMany(Missing)).ToList();
        var plans = wanted.Select(pair => PlanOf(pair.workload, pair.concurrencies)).OfType<WorkloadPlan>().ToList();
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

    private bool IsChosen(Workload workload) =>
        (request.Workloads ?? (request.Models is null ? null : request.Profile.WorkloadsOfNamedModels) ?? request.Profile.Workloads)?.Contains(workload.Id) ?? true;

    private IReadOnlyList<int> Concurrencies(Workload workload)
    {
        IEnumerable<int> chosen = IsChosen(workload) ? Chosen(workload) : [];
        var also = request.Concurrencies is { } asked
            ? asked.Except(Absent(workload))
            : _alsoCells[workload.Id].Where(cell => cell.Model != Baseline.ModelId).Select(cell => cell.Concurrency);
        return [.. chosen.Concat(_alsoCells.Contains(workload.Id) ? also : []).Distinct().Order()];
    }

    /// <summary>What the user asked for, as far as the workload has it; else all that it has, or what the profile takes.</summary>
    private IReadOnlyList<int> Chosen(Workload workload) => request.Concurrencies is { } asked
        ? [.. asked.Except(Absent(workload))]
        : workload.Concurrencies(cores) ?? request.Profile.Concurrencies(workload.Kind, cores);

    /// <summary>What the user asked for and the workload does not have.</summary>
    private IReadOnlyList<int> Absent(Workload workload) =>
        workload.Concurrencies(cores) is { } own ? [.. (request.Concurrencies ?? []).Except(own)] : [];

    private void RequireConcurrencies()
    {
        foreach (var workload in catalog.Workloads.Where(workload => request.Workloads?.Contains(workload.Id) is true && Chosen(workload).Count == 0))
        {
            throw new UsageException($"workload {workload.Id} {WithoutConcurrency(workload)}: ask for one of these with --concurrency, or leave the workload out");
        }
    }

    private string WithoutConcurrency(Workload workload) =>
        $"has no concurrency {string.Join(", ", Absent(workload))}, only {string.Join(", ", workload.Concurrencies(cores)!)}";

    /// <summary>What was asked for by number and is not available: reported, since its absence would go unnoticed.</summary>
    private IEnumerable<Exclusion> Missing(Workload workload) =>
        from concurrency in IsChosen(workload) || _alsoCells.Contains(workload.Id) ? Absent(workload) : []
        from model in _models
        where model.IsConcurrent && Refusal(model, workload) is null
        select new Exclusion(model.Name, workload.Id, $"the workload {WithoutConcurrency(workload)}", Parameters.Of(concurrency)) { Kind = ExclusionKind.NotChosen };

    private WorkloadPlan? PlanOf(Workload workload, IReadOnlyList<int> concurrencies)
    {
        var comparisons = (from concurrency in concurrencies
                           let names = ModelsAt(workload, concurrency)
                           where names.Count > 0
                           select Comparison.Of(workload.Id, Parameters.Of(concurrency), [.. names.Select(name => CellOf(name, workload, concurrency))])).ToList();
        return comparisons.Count == 0 ? null : new WorkloadPlan(workload.Id, comparisons);
    }

    private Cell CellOf(string name, Workload workload, int concurrency)
    {
        var model = _models.First(model => model.Name == ModelAlias.ModelId(name));
        return new Cell(model.Runtime, name, workload.Id, Parameters.Of(model.IsConcurrent ? concurrency : 1));
    }

    /// <summary>The models of one comparison and its null cases; none where they would hold more connections than there may be.</summary>
    private List<string> ModelsAt(Workload workload, int concurrency)
    {
        var names = Compared(workload, concurrency);
        return TooManyConnections(workload, names, concurrency) is null ? names : [];
    }

    /// <summary>The models of one comparison: all that run it, or where only some cells are wanted, theirs; and the null cases.</summary>
    private List<string> Compared(Workload workload, int concurrency)
    {
        var isWhole = IsChosen(workload) && Chosen(workload).Contains(concurrency);
        var names = (from model in _models
                     where Refusal(model, workload, concurrency) is null
                     where isWhole || IsAlsoMeasured(model, workload, concurrency)
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

    private bool IsAlsoMeasured(Candidate model, Workload workload, int concurrency) => _alsoCells[workload.Id].Any(cell =>
        cell.Model == model.Name && (!model.IsConcurrent || cell.Concurrency == concurrency || request.Concurrencies is not null));

    private IEnumerable<Exclusion> Exclusions(Workload workload, IReadOnlyList<int> concurrencies)
    {
        var compared = concurrencies.ToDictionary(concurrency => concurrency, concurrency => Compared(workload, concurrency));
        foreach (var model in _models)
        {
            if (SupportOf(model, workload) is { ReasonAgainst: { } reason, Kind: var kind })
            {
                yield return new Exclusion(model.Name, workload.Id, reason) { Kind = kind };
                continue;
            }

            foreach (var concurrency in concurrencies)
            {
                var tooMany = model.IsConcurrent && compared[concurrency].Contains(model.Name) ? TooManyConnections(workload, compared[concurrency], concurrency) : null;
                if ((Refusal(model, workload, concurrency) ?? tooMany) is { } limit)
                {
                    yield return new Exclusion(model.Name, workload.Id, limit, Parameters.Of(concurrency)) { Kind = ExclusionKind.OverLimit };
                }
            }
        }
    }

    private string? Refusal(Candidate model, Workload workload, int concurrency) =>
        Refusal(model, workload)
        ?? model.SupportsConcurrency(workload, concurrency).ReasonAgainst;

    private string? Refusal(Candidate model, Workload workload) => SupportOf(model, workload).ReasonAgainst;

    private Applicability SupportOf(Candidate model, Workload workload) =>
        Place(workload).Availability.ReasonAgainst is { } missing ? Applicability.NotHere(missing) : model.Supports(workload);

    /// <summary>The workers of a comparison hold their connections side by side, and one more each to check the server.</summary>
    private string? TooManyConnections(Workload workload, List<string> names, int concurrency)
    {
        var connections = names.Sum(name => 1L + CellOf(name, workload, concurrency).Concurrency);
        var limit = Place(workload).ConnectionLimit;
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
