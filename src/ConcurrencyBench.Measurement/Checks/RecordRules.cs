using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Checks;

/// <summary>
/// What holds for each record by itself, whether it came over the wire or was read from a journal. Nothing is absent that must be
/// there, and every number is finite, in range and not negative where it counts something.
/// </summary>
internal static class RecordRules
{
    /// <summary>How many warm-ups a launch may have.</summary>
    public const int MostWarmUps = 10_000;
    private const int MostPhases = 1_000;
    private const int MostLines = 10_000;
    private const int LongestReason = 2_000;

    /// <summary>Checks a line of the journal.</summary>
    public static Fault? Of(JournalEntry entry) =>
        (entry is CellEntry of ? Of("cell", of.Cell) ?? (of.Comparison is { } comparison ? Rule.Name("comparison", comparison) : null) : null)
        ?? Rule.Whole("round", entry.Round, 0, Rule.MostRounds)
        ?? Rule.Whole("atMilliseconds", entry.AtMilliseconds, 0, Rule.LongestRunMilliseconds)
        ?? entry switch
        {
            RoundStart start => OfRound(start),
            BlockMeasurement measurement => OfMeasurement(measurement),
            Launch launch => OfLaunch(launch.StartUpNanoseconds, launch.WarmUpNanoseconds)
                ?? Rule.Amount("interruptedNanoseconds", launch.InterruptedNanoseconds)
                ?? Rule.Amount("slowFixtureNanoseconds", launch.SlowFixtureNanoseconds),
            Failure failure => OfFailure(failure),
            NeighbourPresence presence => OfPresence(presence),
            _ => null,
        };

    /// <summary>Checks an answer to <c>prepare</c>.</summary>
    public static Fault? Of(Prepared prepared) =>
        Rule.Whole("items", prepared.Items, 1, int.MaxValue) ?? OfLaunch(prepared.StartUpNanoseconds, prepared.WarmUpNanoseconds);

    /// <summary>Checks an operation in an answer to <c>measure</c>.</summary>
    public static Fault? Of(Measured measured) => OfOperation(measured.Nanoseconds, measured.Costs, measured.Phases);

    /// <summary>Checks an answer to <c>describe</c>.</summary>
    public static Fault? Of(WorkerDescription description) =>
        (description.ProtocolVersion == WorkerDescription.CurrentProtocolVersion ? null
            : new Fault("protocolVersion", Rule.Text(description.ProtocolVersion), $"this program speaks version {WorkerDescription.CurrentProtocolVersion}"))
        ?? Rule.Name("runtime", description.Runtime.Id)
        ?? Rule.Name("runtimeVersion", description.RuntimeVersion)
        ?? Rule.Each("models", description.Models, MostLines, Of)
        ?? Rule.Each("workloads", description.Workloads, MostLines, Rule.Name)
        ?? Rule.Each("optionalMethods", description.OptionalMethods, MostLines, Rule.Name)
        ?? (description.Parameters is null ? new Fault("parameters", "null", "an object was expected") : null)
        ?? Rule.Each("parameters", [.. description.Parameters!], MostLines, (name, known) => Rule.Each($"{name}.{known.Key}", known.Value, MostLines, Rule.Name));

    private static Fault? Of(string member, DescribedModel model) =>
        Rule.Name($"{member}.id", model.Id)
        ?? (model.Environment is null ? new Fault($"{member}.environment", "null", "an object was expected") : null)
        ?? Rule.Each($"{member}.environment", [.. model.Environment!], MostLines, (name, variable) =>
            variable.Key.Length > 0 && !variable.Key.Contains('=') && variable.Value is { } value && !$"{variable.Key}{value}".Contains('\0')
                ? null
                : new Fault(name, Rule.Text(variable.Key), "a variable has a name without '=' and a text"))
        ?? (model.Workloads is null ? null : Rule.Each($"{member}.workloads", model.Workloads, MostLines, Rule.Name));

    /// <summary>Checks a cell.</summary>
    /// <param name="member">The member's name.</param>
    /// <param name="cell">The cell; null where it is absent, which is a fault.</param>
    public static Fault? Of(string member, Cell? cell) => cell is null
        ? new Fault(member, "null", "a line is about a cell")
        : Rule.Name($"{member}.runtime", cell.Runtime.Id)
            ?? Rule.Name($"{member}.model", cell.Model)
            ?? Rule.Name($"{member}.workload", cell.Workload)
            ?? (cell.Parameters is null ? new Fault($"{member}.parameters", "null", "a cell has parameters") : null)
            ?? Rule.Whole($"{member}.parameters.concurrency", cell.Parameters!.Concurrency, 1, int.MaxValue);

    private static Fault? OfRound(RoundStart start) =>
        Rule.Name("workload", start.Workload)
        ?? Rule.Each("comparisons", start.Comparisons, MostLines, Of)
        ?? (start.Comparisons.Count == 0 ? new Fault("comparisons", "empty", "a round measures a comparison at the least") : null)
        ?? (start.Comparisons.Select(part => part.Comparison).Distinct().Count() == start.Comparisons.Count ? null : new Fault("comparisons", "a list that has a comparison twice", "each is there once"))
        ?? (start.Reason is { Length: > 0 and <= LongestReason } ? null : new Fault("reason", start.Reason is null ? "null" : Rule.Text(start.Reason), "a round has a reason of 1 to 2,000 characters"))
        ?? (start.ExpectedSeconds is { } expected && !(expected >= 0 && expected <= Rule.LongestRunMilliseconds)
            ? new Fault("expectedSeconds", Rule.Text(expected), "a number of seconds was expected") : null);

    private static Fault? Of(string member, RoundPart part) =>
        Rule.Name($"{member}.comparison", part.Comparison)
        ?? Rule.Each($"{member}.models", part.Models, MostLines, Rule.Name)
        ?? (part.Models.Count == 0 ? new Fault($"{member}.models", "empty", "a comparison is measured with a model at the least") : null)
        ?? Rule.Whole($"{member}.blocks", part.Blocks, 1, Rule.MostRounds);

    private static Fault? OfMeasurement(BlockMeasurement measurement) =>
        Rule.Whole("block", measurement.Block, 0, Rule.MostRounds)
        ?? Rule.Whole("items", measurement.Items, 1, int.MaxValue)
        ?? OfOperation(measurement.Nanoseconds, measurement.Costs, measurement.Phases)
        ?? (measurement.Disturbance is { } disturbance ? Of(disturbance) : null);

    private static Fault? OfLaunch(long startUp, IReadOnlyList<double>? warmUps) =>
        Rule.Time("startUpNanoseconds", startUp, 0)
        ?? Rule.Each("warmUpNanoseconds", warmUps, MostWarmUps, static (member, time) => Rule.Time(member, time))
        ?? (warmUps!.Count == 0 ? new Fault("warmUpNanoseconds", "empty", "at least one operation comes before the first that counts") : null);

    private static Fault? OfFailure(Failure failure) =>
        (failure.Block is { } block ? Rule.Whole("block", block, 0, Rule.MostRounds) : null)
        ?? (failure.Reason is null ? new Fault("reason", "null", "a failure has a reason") : null)
        ?? Rule.Each("logTail", failure.LogTail, MostLines, static (_, _) => null);

    private static Fault? OfPresence(NeighbourPresence presence) =>
        Rule.Name("comparison", presence.Comparison)
        ?? Rule.Neighbour("kind", presence.Kind)
        ?? Rule.Whole("windowNanoseconds", presence.WindowNanoseconds, 0, Rule.MostAmount)
        ?? Rule.Amount("cpuNanoseconds", presence.CpuNanoseconds)
        ?? (presence.End is { Length: 0 or > LongestReason } end ? new Fault("end", Rule.Text(end), "a clause of 1 to 2,000 characters was expected") : null);

    private static Fault? OfOperation(double nanoseconds, Costs? costs, IReadOnlyList<Phase>? phases) =>
        Rule.Time("nanoseconds", nanoseconds)
        ?? (costs is null ? new Fault("costs", "null", "an operation has costs, each of which may be absent") : Of(costs))
        ?? (phases is null ? null : OfPhases(phases, nanoseconds));

    private static Fault? Of(Costs costs)
    {
        foreach (var counter in CounterTable.All)
        {
            if (Rule.Amount(counter.Name, costs[counter]) is { } fault)
            {
                return fault with { Member = $"costs.{fault.Member}" };
            }
        }

        return null;
    }

    private static Fault? OfPhases(IReadOnlyList<Phase> phases, double nanoseconds) =>
        Rule.Each("phases", phases, MostPhases, (member, phase) => Of(member, phase, nanoseconds))
        ?? (phases.Select(phase => phase.Id).Distinct().Count() == phases.Count ? null : new Fault("phases", "a list that has an id twice", "each phase is there once"));

    private static Fault? Of(string member, Phase phase, double operation) =>
        Rule.Name($"{member}.id", phase.Id)
        ?? (phase.Label is { } label ? Rule.Name($"{member}.label", label) : null)
        ?? Rule.Amount($"{member}.size", phase.Size)
        ?? Rule.Whole($"{member}.items", phase.Items, 0, Rule.MostAmount)
        ?? Rule.Time($"{member}.nanoseconds", phase.Nanoseconds, 0)
        ?? (phase.Nanoseconds > operation * Tolerance.OfAClock
            ? new Fault($"{member}.nanoseconds", Rule.Text(phase.Nanoseconds), $"no phase lasts longer than its operation, {Rule.Text(operation)} ns")
            : null)
        ?? (phase.Repeats is { } repeats ? Rule.Whole($"{member}.repeats", repeats, 1, Rule.MostAmount) : null)
        ?? Rule.Difference($"{member}.bytesPerItem", phase.BytesPerItem)
        ?? (phase.Latency is { } latency ? Of($"{member}.latency", latency) : null);

    private static Fault? Of(string member, Latency latency) =>
        Rule.Whole($"{member}.count", latency.Count, 1, Rule.MostAmount)
        ?? Rule.Time($"{member}.median", latency.Median, 0)
        ?? Rule.Time($"{member}.p90", latency.P90, latency.Median)
        ?? Rule.Time($"{member}.p99", latency.P99, latency.P90)
        ?? Rule.Time($"{member}.p999", latency.P999, latency.P99)
        ?? Rule.Time($"{member}.maximum", latency.Maximum, latency.P999)
        ?? (latency.Mean is { } mean ? Mean($"{member}.mean", mean, latency.Maximum) : null);

    // The maximum has the histogram's three digits.
    private static Fault? Mean(string member, double mean, double maximum) => Rule.Time(member, mean, 0)
        ?? (mean <= maximum * Tolerance.OfAClock ? null : new Fault(member, Rule.Text(mean), $"no mean is above the maximum, {Rule.Text(maximum)} ns"));

    private static Fault? Of(Disturbance disturbance) =>
        Rule.Whole("disturbance.windowNanoseconds", disturbance.WindowNanoseconds, 0, Rule.MostAmount)
        ?? Rule.Difference("disturbance.stealNanoseconds", disturbance.StealNanoseconds)
        ?? Rule.Difference("disturbance.foreignCpuNanoseconds", disturbance.ForeignCpuNanoseconds)
        ?? Rule.Amount("disturbance.throttledPeriods", disturbance.ThrottledPeriods)
        ?? Rule.Amount("disturbance.throttledNanoseconds", disturbance.ThrottledNanoseconds)
        ?? Rule.Amount("disturbance.interruptedNanoseconds", disturbance.InterruptedNanoseconds);
}
