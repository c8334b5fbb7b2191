using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What a run sets out to measure.</summary>
public sealed record Plan
{
    /// <summary>For how long each cell of a run with intervals runs before it is measured.</summary>
    public const int UsualWarmUpMilliseconds = 200;

    /// <summary>More rounds than fit any budget, for a run that ends when its budget does.</summary>
    public const int AsManyAsFit = 1_000_000;

    /// <summary>What is measured, in order.</summary>
    public required IReadOnlyList<WorkloadPlan> Workloads { get; init; }

    /// <summary>All comparisons, in order.</summary>
    [JsonIgnore]
    public IEnumerable<Comparison> Comparisons => Workloads.SelectMany(workload => workload.Comparisons);

    /// <summary>The comparison that a line, a rank or a noise floor names.</summary>
    /// <param name="id">Its <see cref="Comparison.Id"/>.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="InvalidOperationException">The plan has none of that id.</exception>
    public Comparison Find(string id) => Comparisons.First(comparison => comparison.Id == id);

    /// <summary>What is not, with the reasons.</summary>
    public IReadOnlyList<Exclusion> Exclusions { get; init; } = [];

    /// <summary>Rounds that every cell gets, as far as the budget reaches; an interval needs three.</summary>
    public required int MinimumRounds { get; init; }

    /// <summary>Rounds of a cell after which nothing more is asked of it.</summary>
    public required int MaximumRounds { get; init; }

    /// <summary>Whether the run measures a fixed number of rounds, whatever comes of them.</summary>
    [JsonIgnore]
    public bool HasFixedRounds => MinimumRounds >= MaximumRounds;

    /// <summary>Blocks of each comparison in a round, until a run whose rounds are not fixed knows its own figures.</summary>
    public required int BlocksPerRound { get; init; }

    /// <summary>
    /// For how long a cell runs before it is measured where its worker does not rehearse it.
    /// 0 for a run that only asks whether everything works: one operation, without waiting until the runtime has compiled what it will.
    /// </summary>
    public int WarmUpMilliseconds { get; init; } = UsualWarmUpMilliseconds;

    /// <summary>Whether cells run before they are measured, and processes are waited for until they are compiled and quiet.</summary>
    [JsonIgnore]
    public bool WarmsUp => WarmUpMilliseconds > 0;

    /// <summary>What kind of reason an exclusion has.</summary>
    /// <param name="exclusion">One of <see cref="Exclusions"/>.</param>
    /// <returns>
    /// Its kind. Where an older manifest does not have one it follows from how plans were made then. One of a single comparison is a limit of the
    /// machine, and a workload that is left out for every model, in the same words, was not available.
    /// </returns>
    public ExclusionKind KindOf(Exclusion exclusion) => exclusion.Kind
        ?? (exclusion.Parameters is not null ? ExclusionKind.OverLimit
            : Workloads.All(plan => plan.Workload != exclusion.Workload)
                && Exclusions.Where(other => other.Workload == exclusion.Workload).Select(other => other.Reason).Distinct().Count() == 1
                ? ExclusionKind.NotInstalled
            : ExclusionKind.MakesNoSense);

    /// <summary>How long the run may take; after the minimum, no round starts that would end later.</summary>
    public required int BudgetSeconds { get; init; }
}
