using System.Globalization;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>Where and how a run was made.</summary>
internal static class EnvironmentTable
{
    public static TextTable Build(RunView view) => new(
        "Environment",
        "What the machine reported about itself when the run began.",
        [new("Property"), new("Value")],
        [.. Machine(view.Results.Run.Environment).Concat(Others(view.Results.Run.OtherRuntimes)).Concat(Workers(view.Results.Run.Workers)).Concat(Run(view)).Select(pair => Row(pair.Name, pair.Value))]);

    private static IReadOnlyList<TextCell> Row(string name, string? value) => [TextCell.Of(name), TextCell.Of(value ?? "not available on this system")];

    private static IEnumerable<(string Name, string? Value)> Machine(MachineEnvironment machine) =>
    [
        ("Operating system", machine.OperatingSystem),
        ("Kernel", machine.Kernel),
        ("Processor", machine.Processor),
        ("Architecture", machine.Architecture),
        ("Logical processors", Number(machine.LogicalProcessors)),
        ("Usable cores", Number(machine.UsableCores)),
        ("CPU quota", machine.CpuQuota is { } quota ? $"{Number(quota)} cores" : "none"),
        ("Hyper-threads", YesNo(machine.SimultaneousMultithreading)),
        ("Frequency governor", machine.Governor),
        ("Virtual machine", YesNo(machine.IsVirtual)),
        ("Memory", Format.Value(machine.MemoryBytes, "B")),
        (".NET runtime", machine.RuntimeVersion),
        ("Load average at the start", machine.LoadAverage is { } load ? load.ToString("F2", CultureInfo.InvariantCulture) : null),
    ];

    private static IEnumerable<(string Name, string? Value)> Others(IReadOnlyList<RuntimeRecord>? runtimes) =>
        runtimes is null ? [] : [("Other runtimes", string.Join(", ", runtimes.Select(runtime => $"{runtime.Id} {runtime.Version}")))];

    private static IEnumerable<(string Name, string? Value)> Workers(WorkerRuntime? workers)
    {
        if (workers is null)
        {
            return [("Runtime settings of workers", "not recorded")];
        }

        var settings = workers.Settings;
        return
        [
            ("Garbage collector of workers", Collector(settings)),
            ("Compilation in workers", $"tiered: {YesNo(settings.TieredCompilation)}, profile-guided: {YesNo(settings.TieredPgo)}, code compiled ahead used: {YesNo(settings.ReadyToRun)}"),
            ("Runtime variables of the user", workers.UnusualVariables() is [_, ..] unusual ? string.Join(", ", unusual) : "none that changes a default"),
            ("Runtime variables that this program sets", ProgramVariables(workers)),
            .. workers.Kinds.Where(kind => kind.Cores is not null).Select(kind => ("Workers on some cores alone", (string?)$"{string.Join(", ", kind.Of)}: {Format.Count(kind.Cores!.Value, "core")}")),
        ];
    }

    private static string Collector(RuntimeSettings settings) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(settings.ServerGc is true ? "server" : "workstation")}, concurrent: {YesNo(settings.ConcurrentGc)}, {Format.Count(settings.HeapCount ?? 1, "heap")}, {(settings.HeapHardLimitBytes > 0 ? $"limited to {Format.Value(settings.HeapHardLimitBytes.Value, "B")}" : "no limit")}");

    private static string ProgramVariables(WorkerRuntime workers) => string.Join("; ", workers.Kinds
        .Where(kind => kind.Variables.Count > 0)
        .Select(kind => $"{string.Join(", ", kind.Of)}: {Pairs(kind.Variables)}")
        .Prepend($"all: {Pairs(workers.Settings.Variables.Where(variable => workers.SetByProgram.Contains(variable.Key)))}"));

    private static string Pairs(IEnumerable<KeyValuePair<string, string>> variables) =>
        string.Join(", ", variables.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => $"{variable.Key}={variable.Value}"));

    private static IEnumerable<(string Name, string? Value)> Run(RunView view)
    {
        var run = view.Results.Run;
        return
        [
            ("Program", run.Commit is null ? run.ProgramVersion : $"{run.ProgramVersion}, commit {run.Commit}"),
            ("Started", run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
            ("Measuring took", $"{Format.Duration(view.Results.Duration)} of {Format.Duration(TimeSpan.FromSeconds(run.Sessions?[^1].BudgetSeconds ?? run.Plan.BudgetSeconds))}{Resumed(run)}"),
            ("Profile and seed", $"{run.Profile}, {run.Seed.ToString(CultureInfo.InvariantCulture)}"),
            ("Rounds of each comparison", $"{ReportText.Rounds(view)} done; planned: {Number(run.Plan.MinimumRounds)} to {Number(run.Plan.MaximumRounds)}, {Format.Count(run.Plan.BlocksPerRound, "block")} each"),
            ("Operations", ReportText.Operations(view.Results)),
            ("Verdicts", view.Results.Looks == Looks.Once ? "at one planned look, by 95 % intervals (99 % with fewer than 5 rounds); where planned rounds are missing, by e-values of 20 or more" : "at any look, by e-values of 20 or more"),
            ("This program's own use of a core while operations ran", view.Results.OrchestratorShare is { } share ? $"{(100 * share).ToString("0.00", CultureInfo.InvariantCulture)} %" : null),
            ("GIL switch interval", $"{run.Settings.SwitchIntervalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture)} ms"),
        ];
    }

    private static string Resumed(RunManifest run) => run.Sessions is { Count: > 1 } sessions ? $", resumed {Format.Count(sessions.Count - 1, "time")}" : string.Empty;

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string? YesNo(bool? value) => value is { } known ? (known ? "yes" : "no") : null;
}
