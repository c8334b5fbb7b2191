using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Views;

/// <summary>A run as reports look at it: by comparison and model, null cases left out.</summary>
internal sealed class RunView(ReportInput input)
{
    private readonly IReadOnlySet<Cell> _failed = input.Results.FailedCells;

    private readonly Dictionary<Cell, CellResult> _results =
        input.Results.Cells.DistinctBy(result => result.Cell).ToDictionary(result => result.Cell);

    private readonly HashSet<string> _withPhases =
        [.. input.Results.Cells.Where(result => result.Phases.Count > 0).Select(result => result.Cell.Workload)];

    /// <summary>The yardstick's id.</summary>
    public const string Baseline = Abstractions.Records.Baseline.ModelId;

    /// <summary>The kinds of work that a run is summed up by, two of them: what waits and computes stands in where one is missing.</summary>
    public static IReadOnlyList<WorkloadKind> MainKinds { get; } = [WorkloadKind.Cpu, WorkloadKind.Io, WorkloadKind.Mixed];

    public RunResults Results => input.Results;

    /// <summary>How many claims the run's settings left out, and which command measures most of them.</summary>
    public string? UnchosenClaims => input.UnchosenClaims;

    /// <summary>The run's models in the order of the table, null cases left out.</summary>
    public IReadOnlyList<string> Models { get; } =
    [
        .. from name in input.Results.Run.Plan.Workloads.SelectMany(plan => plan.Models).Distinct()
           where !ModelAlias.Is(name)
           orderby Find(input, name)?.Description.Row ?? int.MaxValue, name
           select name,
    ];

    /// <summary>Those of the program's own runtime: only they have speed-ups and ranks.</summary>
    public IReadOnlyList<string> ComparedModels => field ??= [.. Models.Where(IsCompared)];

    /// <summary>Whether a model is of the program's own runtime.</summary>
    public bool IsCompared(string model) => RuntimeOf(model).IsDotNet;

    /// <summary>The runtime of a model of the run.</summary>
    public Runtime RuntimeOf(string model) => input.Results.Run.Plan.Comparisons.Select(comparison => comparison.Find(model)).OfType<Cell>().First().Runtime;

    /// <summary>The looks of the catalogue's models, whether or not the run has them.</summary>
    public IReadOnlyDictionary<string, ModelLook> Looks { get; } = input.Models.Where(model => model.Description.Look is not null)
        .DistinctBy(model => model.Id).ToDictionary(model => model.Id, model => model.Description.Look!, StringComparer.Ordinal);

    /// <summary>Everything that was planned, in the plan's order.</summary>
    public IReadOnlyList<ComparisonView> Planned { get; } =
    [
        .. from plan in input.Results.Run.Plan.Workloads
           let workload = input.Workloads.FirstOrDefault(workload => workload.Id == plan.Workload)
           from comparison in plan.Comparisons
           select new ComparisonView(comparison, workload?.Kind, workload?.With(comparison.Parameters).Delay() > TimeSpan.Zero)
           {
               HasServer = workload?.HasServer() is true,
               ParametersText = workload.ParametersText(comparison.Parameters),
           },
    ];

    /// <summary>
    /// What is compared by throughput. Workloads that distinguish parts of an operation are left to those parts: their whole is
    /// a mixture that answers no question.
    /// </summary>
    public IReadOnlyList<ComparisonView> Comparisons => field ??= [.. Planned.Where(comparison => !HasPhases(comparison))];

    /// <summary>What differs in concurrency alone, of what is compared by throughput (<see cref="ComparisonView.Series"/>).</summary>
    public IReadOnlyList<string> Series => field ??= [.. Comparisons.Select(comparison => comparison.Series).Distinct()];

    /// <summary>What is shown by parts of an operation.</summary>
    public IReadOnlyList<ComparisonView> PhaseComparisons => field ??= [.. Planned.Where(HasPhases)];

    /// <summary>A model's row of the table.</summary>
    /// <returns>The row, or null when the catalogue does not know the model.</returns>
    public ModelDescription? Describe(string model) => Find(input, model)?.Description;

    /// <summary>How a model takes events from their source to handlers.</summary>
    /// <returns>The way; null where the comparison is of no streams, or the catalogue does not know the model.</returns>
    public EventPath? EventPath(string model, ComparisonView comparison) =>
        Workload(comparison.Workload) is StreamWorkload ? (Find(input, model) as IRunsStreams)?.EventPath : null;

    /// <summary>A workload of the catalogue.</summary>
    /// <returns>The workload, or null when the catalogue does not know it.</returns>
    public Workload? Workload(string id) => input.Workloads.FirstOrDefault(known => known.Id == id);

    /// <summary>The result of a cell.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="comparison">The comparison; the baseline has one cell for all of a workload's.</param>
    /// <returns>The result, or null when nothing clean was measured.</returns>
    public CellResult? Result(string model, ComparisonView comparison) => comparison.Planned.Find(model) is { } cell ? _results.GetValueOrDefault(cell) : null;

    /// <summary>What became of a cell.</summary>
    /// <returns>The state; a failure outweighs a result.</returns>
    public CellState State(string model, ComparisonView comparison) =>
        comparison.Planned.Find(model) is { } cell && _failed.Contains(cell) ? CellState.Failed
        : Result(model, comparison) is not null ? CellState.Measured
        : Exclusion(model, comparison) is { } kind ? kind switch
        {
            ExclusionKind.NotInstalled => CellState.NotInstalled,
            ExclusionKind.OverLimit => CellState.OverLimit,
            ExclusionKind.NotChosen => CellState.NotChosen,
            _ => CellState.NotApplicable,
        }
        : comparison.Planned.Find(model) is not null ? CellState.NotMeasured
        : CellState.NotChosen;

    /// <summary>Whether a claim was left out by the run's settings alone: such are counted, not listed.</summary>
    public static bool IsUnchosen(Judgement judgement) => judgement is { Verdict: Verdict.NotMeasured, Absence: ExclusionKind.NotChosen };

    /// <summary>The cell of a model with which the workers of a workload began: it alone has a start-up.</summary>
    /// <returns>The result, or null where none has it.</returns>
    public CellResult? First(string model, string workload) => input.Results.Cells.FirstOrDefault(result =>
        result.Cell.Model == model && result.Cell.Workload == workload && result.StartUpNanoseconds is not null);

    /// <summary>The noise floor of a comparison, for the eye: what each figure was held against stands with it.</summary>
    /// <returns>The floor; null when it had no null cases.</returns>
    public ComparisonFloor? Noise(ComparisonView comparison) => input.Results.NoiseFloors.FirstOrDefault(floor => floor.Comparison == comparison.Planned.Id);

    /// <summary>Which model was fastest in a comparison; null when none was compared.</summary>
    public Ranking? Ranking(ComparisonView comparison) => input.Results.Rankings.FirstOrDefault(ranking => ranking.Comparison == comparison.Planned.Id);

    /// <summary>A speed-up as every table and chart prints it, without its interval: marked where it is not shown to be a difference.</summary>
    /// <returns>The text, as "1.94×", "≈ 0.98×", "? 1.1×" or, without an interval, "~1.9×".</returns>
    public static string SpeedUpText(CellResult result) => Mark(result)
        + (result.SpeedUp!.Interval is null ? Format.Rough(result.SpeedUp.Value, "×") : Format.Value(result.SpeedUp.Value, "×"));

    /// <summary>The sign before a speed-up that is within 5 % of 1, or not told apart from it. The analysis decided that; nothing is decided here.</summary>
    public static string Mark(CellResult result) => result.BesideBaseline switch
    {
        Distinction.Within => "≈ ",
        Distinction.NotToldApart => "? ",
        _ => string.Empty,
    };

    /// <summary>Whether any model but the baseline has a speed-up in a comparison.</summary>
    public bool HasSpeedUps(ComparisonView comparison) =>
        Models.Any(model => State(model, comparison) == CellState.Measured && Result(model, comparison)?.SpeedUp is not null);

    /// <summary>
    /// The comparison that speaks for a series where only one is shown: at the concurrency of the workload that stands for its kind,
    /// or the most in flight that has speed-ups when that was not measured.
    /// </summary>
    /// <returns>The comparison, or null when the series has no speed-up at all.</returns>
    public ComparisonView? Main(string series)
    {
        var candidates = Comparisons.Where(candidate => candidate.Series == series && HasSpeedUps(candidate)).ToList();
        return candidates.FirstOrDefault(candidate => candidate.Concurrency == MainConcurrency(candidate.Kind)) ?? candidates.LastOrDefault();
    }

    /// <summary>The comparisons that speak for a kind of work: that which stands for it, then what waits.</summary>
    public IReadOnlyList<ComparisonView> MainOf(WorkloadKind kind) =>
    [
        .. from series in Series
           let main = Main(series) ?? Comparisons.First(comparison => comparison.Series == series)
           where main.Kind == kind
           orderby Workload(main.Workload) is IStandsForItsKind ? 0 : main.Waits ? 1 : 2
           select main,
    ];

    private int? MainConcurrency(WorkloadKind? kind) => input.Workloads.Where(workload => workload.Kind == kind).OfType<IStandsForItsKind>()
        .FirstOrDefault()?.MainConcurrency(Results.Run.Environment.Cores);

    private ExclusionKind? Exclusion(string model, ComparisonView comparison) => input.Results.Run.Plan.Exclusions
        .FirstOrDefault(exclusion => exclusion.Covers(model, comparison.Workload, comparison.Planned.Parameters)) is { } exclusion
            ? input.Results.Run.Plan.KindOf(exclusion)
            : null;

    private bool HasPhases(ComparisonView comparison) => _withPhases.Contains(comparison.Workload);

    private static Model? Find(ReportInput input, string name) => input.Models.FirstOrDefault(model => model.Id == name);
}
