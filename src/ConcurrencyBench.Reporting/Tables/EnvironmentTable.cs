using System.Globalization;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>Where and how a run was made.</summary>
internal static class EnvironmentTable
{
    public static TextTable Build(RunView view) => new(
        "Environment",
        "What the machine told about itself when the run began.",
        [new("Property"), new("Value")],
        [.. Machine(view.Results.Run.Environment).Concat(Run(view)).Select(pair => Row(pair.Name, pair.Value))]);

    private static IReadOnlyList<TextCell> Row(string name, string? value) => [TextCell.Of(name), TextCell.Of(value ?? "not told by the system")];

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

    private static IEnumerable<(string Name, string? Value)> Run(RunView view)
    {
        var run = view.Results.Run;
        return
        [
            ("Program", run.Commit is null ? run.ProgramVersion : $"{run.ProgramVersion}, commit {run.Commit}"),
            ("Started", run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
            ("Measuring took", $"{Format.Duration(view.Results.Duration)} of {Format.Duration(TimeSpan.FromSeconds(run.Plan.BudgetSeconds))}"),
            ("Profile and seed", $"{run.Profile}, {run.Seed.ToString(CultureInfo.InvariantCulture)}"),
            ("Rounds of each comparison", $"{ReportText.Rounds(view)} done; planned: {Number(run.Plan.MinimumRounds)} to {Number(run.Plan.MaximumRounds)}, {Format.Count(run.Plan.BlocksPerRound, "block")} each"),
            ("Blocks", ReportText.Blocks(view.Results)),
            ("This program's own use of a core while operations ran", view.Results.OrchestratorShare is { } share ? $"{(100 * share).ToString("0.00", CultureInfo.InvariantCulture)} %" : null),
            ("GIL switch interval", $"{Number(run.Settings.SwitchIntervalMilliseconds)} ms"),
        ];
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string? YesNo(bool? value) => value is { } known ? (known ? "yes" : "no") : null;
}
