using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;

namespace ConcurrencyBench.Measurement.Checks;

/// <summary>What holds for a run's manifest.</summary>
internal static class ManifestRules
{
    private const int MostConcurrency = 100_000_000;
    private const int MostProcessors = 1_000_000;
    private const int MostEntries = 100_000;
    private const int LongestSeconds = 1_000_000_000;
    private const int LongestText = 10_000;
    private const double HighestFloor = 1e15;

    /// <summary>Checks a manifest.</summary>
    /// <param name="manifest">The manifest; what cannot be null is not.</param>
    public static Fault? Of(RunManifest manifest) =>
        Rule.Whole("schemaVersion", manifest.SchemaVersion, 1, RunManifest.CurrentSchemaVersion)
        ?? (manifest.Id is null ? null : Rule.Name("id", manifest.Id))
        ?? Rule.Name("programVersion", manifest.ProgramVersion)
        ?? Rule.Name("profile", manifest.Profile)
        ?? Interval(manifest.Settings.SwitchIntervalMilliseconds)
        ?? (manifest.OtherRuntimes is { } others ? Rule.Each("otherRuntimes", others, MostEntries, (member, other) => Rule.Name($"{member}.id", other.Id.Id) ?? Rule.Name($"{member}.version", other.Version) ?? Rule.Name($"{member}.description", other.Description)) : null)
        ?? Of(manifest.Plan)
        ?? Of(manifest.Environment)
        ?? (manifest.Calibration is { } calibration ? Rule.Each("calibration.floors", calibration.Floors, MostEntries, Of) : null)
        ?? Recorded(manifest)
        ?? (manifest.Sessions is { } sessions ? Rule.Each("sessions", sessions, MostEntries, Of) : null);

    /// <summary>Checks a noise floor.</summary>
    /// <param name="member">The member's name.</param>
    /// <param name="floor">The floor; what cannot be null is not.</param>
    public static Fault? Of(string member, CalibratedFloor floor) =>
        Rule.Name($"{member}.workload", floor.Workload)
        ?? Rule.Name($"{member}.metric", floor.Metric)
        ?? Rule.Whole($"{member}.rounds", floor.Rounds, 1, Rule.MostRounds)
        ?? Rule.Whole($"{member}.blocks", floor.Blocks, 1, Rule.MostRounds)
        ?? (floor.Ratio is >= 1 and <= HighestFloor ? null : new Fault($"{member}.ratio", Rule.Text(floor.Ratio), "a noise floor is a ratio from 1 to 10¹⁵"));

    private static Fault? Interval(double milliseconds) => milliseconds is >= 0 and <= LongestSeconds
        ? null
        : new Fault("settings.switchIntervalMilliseconds", Rule.Text(milliseconds), $"a number of milliseconds from 0 to {Rule.Text(LongestSeconds)} was expected");

    private static Fault? Recorded(RunManifest manifest) => manifest.Plan.Comparisons.SelectMany(comparison => comparison.Cells).Select(cell => cell.Runtime)
        .FirstOrDefault(runtime => !runtime.IsDotNet && manifest.OtherRuntimes?.Any(other => other.Id == runtime) is not true) is { Id: { } missing }
            ? new Fault("otherRuntimes", "without " + Rule.Text(missing), "the plan has cells of that runtime")
            : null;

    private static Fault? Of(Plan plan) =>
        Rule.Each("plan.workloads", plan.Workloads, MostEntries, Of)
        ?? Once("plan.workloads", [.. plan.Workloads.Select(workload => workload.Workload)])
        ?? Once("the ids of comparisons", [.. plan.Comparisons.Select(comparison => comparison.Id)])
        ?? OneRuntime(plan)
        ?? Rule.Each("plan.exclusions", plan.Exclusions, MostEntries, Of)
        ?? Rule.Whole("plan.minimumRounds", plan.MinimumRounds, 0, Rule.MostRounds)
        ?? Rule.Whole("plan.maximumRounds", plan.MaximumRounds, 0, Rule.MostRounds)
        ?? Rule.Whole("plan.blocksPerRound", plan.BlocksPerRound, 1, Rule.MostRounds)
        ?? Rule.Whole("plan.warmUpMilliseconds", plan.WarmUpMilliseconds, 0, LongestSeconds)
        ?? Rule.Whole("plan.budgetSeconds", plan.BudgetSeconds, 0, LongestSeconds);

    /// <summary>Checks what a manifest of schema version 1 says of a workload.</summary>
    /// <param name="plan">The workload's plan; what cannot be null is not.</param>
    public static Fault? Of(WorkloadOfSchemaOne plan) =>
        Rule.Each("concurrencies", plan.Concurrencies, MostEntries, (name, concurrency) => Rule.Whole(name, concurrency, 1, MostConcurrency))
        ?? Once("concurrencies", plan.Concurrencies)
        ?? Models("models", plan.Models)
        ?? plan.Fewer?.Select(fewer => (plan.Concurrencies.Contains(fewer.Key) ? null : new Fault("fewer", Rule.Text(fewer.Key), "the workload has no such concurrency"))
            ?? Models($"fewer.{Rule.Text(fewer.Key)}", fewer.Value)).FirstOrDefault(fault => fault is not null);

    private static Fault? Of(string member, WorkloadPlan plan) =>
        Rule.Name($"{member}.workload", plan.Workload)
        ?? Rule.Each($"{member}.comparisons", plan.Comparisons, MostEntries, (name, comparison) => Of(name, comparison, plan.Workload))
        ?? (plan.Comparisons.Count == 0 ? new Fault($"{member}.comparisons", "empty", "a workload is measured in one comparison at the least") : null);

    private static Fault? Of(string member, Comparison comparison, string workload) =>
        Rule.Name($"{member}.id", comparison.Id)
        ?? Same($"{member}.workload", comparison.Workload, workload)
        ?? Of($"{member}.parameters", comparison.Parameters)
        ?? Rule.Each($"{member}.cells", comparison.Cells, MostEntries, (name, cell) => RecordRules.Of(name, cell) ?? Of($"{name}.parameters", cell.Parameters) ?? Same($"{name}.workload", cell.Workload, workload) ?? Named($"{name}.model", cell))
        ?? Once($"{member}.cells", [.. comparison.Cells.Select(cell => cell.Model)])
        ?? (comparison.Cells.Count == 0 ? new Fault($"{member}.cells", "empty", "a comparison has one cell at the least") : null)
        ?? (comparison.Neighbour is { } neighbour ? Rule.Neighbour($"{member}.neighbour", neighbour) : null)
        ?? (comparison.Baseline is null || comparison.Cells.Contains(comparison.Baseline) ? null : new Fault($"{member}.baseline", comparison.Baseline.ToString(), "it is one of the comparison's cells"));

    private static Fault? Named(string member, Cell cell) => cell.Model.StartsWith(cell.Runtime.NameOf(string.Empty), StringComparison.Ordinal)
        ? null
        : new Fault(member, Rule.Text(cell.Model), $"a model of another runtime is named after it, as {cell.Runtime.NameOf(cell.Model)}");

    private static Fault? Of(string member, Parameters parameters) => Rule.Whole($"{member}.concurrency", parameters.Concurrency, 1, MostConcurrency);

    private static Fault? Same(string member, string value, string expected) =>
        value == expected ? null : new Fault(member, Rule.Text(value), $"the plan's is {Rule.Text(expected)}");

    private static Fault? OneRuntime(Plan plan) => plan.Comparisons.SelectMany(comparison => comparison.Cells)
        .GroupBy(cell => cell.Model).FirstOrDefault(cells => cells.Select(cell => cell.Runtime).Distinct().Count() > 1) is { } model
            ? new Fault("plan.workloads", Rule.Text(model.Key), "a model's name is of one runtime")
            : null;

    private static Fault? Models(string member, IReadOnlyList<string>? models) => Rule.Each(member, models, MostEntries, Rule.Name) ?? Once(member, models!);

    private static Fault? Of(string member, SessionRecord session) =>
        Rule.Whole($"{member}.budgetSeconds", session.BudgetSeconds, 0, LongestSeconds)
        ?? Rule.Whole($"{member}.entries", session.Entries, 0, int.MaxValue);

    private static Fault? Of(string member, Exclusion exclusion) =>
        Rule.Name($"{member}.model", exclusion.Model)
        ?? Rule.Name($"{member}.workload", exclusion.Workload)
        ?? (exclusion.Reason is { Length: <= LongestText } ? null : new Fault($"{member}.reason", exclusion.Reason is null ? "null" : "too long", "an exclusion has a reason of at most 10,000 characters"))
        ?? (exclusion.Kind is { } kind && !Enum.IsDefined(kind) ? new Fault($"{member}.kind", Rule.Text((int)kind), $"one of {string.Join(", ", Enum.GetNames<ExclusionKind>())} was expected") : null)
        ?? (exclusion.Parameters is { } parameters ? Of($"{member}.parameters", parameters) : null);

    /// <summary>Checks a machine.</summary>
    /// <param name="machine">The machine; what cannot be null is not.</param>
    public static Fault? Of(MachineEnvironment machine) =>
        Rule.Name("environment.operatingSystem", machine.OperatingSystem)
        ?? Rule.Name("environment.architecture", machine.Architecture)
        ?? Rule.Name("environment.runtimeVersion", machine.RuntimeVersion)
        ?? Rule.Whole("environment.logicalProcessors", machine.LogicalProcessors, 1, MostProcessors)
        ?? Cores("environment.usableCores", machine.UsableCores)
        ?? (machine.CpuQuota is { } quota ? Cores("environment.cpuQuota", quota) : null)
        ?? (machine.RuntimeCores is { } runtimeCores ? Rule.Whole("environment.runtimeCores", runtimeCores, 1, MostProcessors) : null)
        ?? Rule.Amount("environment.memoryBytes", machine.MemoryBytes)
        ?? (machine.LoadAverage is { } load ? Cores("environment.loadAverage", load, 0) : null);

    private static Fault? Cores(string member, double cores, double least = double.Epsilon) =>
        cores >= least && cores <= MostProcessors ? null : new Fault(member, Rule.Text(cores), "a number of cores was expected");

    private static Fault? Once<T>(string member, IReadOnlyList<T> list) =>
        list.Distinct().Count() == list.Count ? null : new Fault(member, "a list that has an element twice", "each is there once");
}
