using System.CommandLine;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Cli.Options;
using ConcurrencyBench.Measurement.Calibrating;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Journals;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Commands;

/// <summary>
/// <c>cbench calibrate</c>: what the program's intervals and verdicts are worth on this machine, by comparing identical code and code with
/// known extra work.
/// </summary>
internal static class CalibrateCommand
{
    /// <summary>The command's name, and the profile's in its runs.</summary>
    public const string Name = "calibrate";

    private const string All = "all";

    private static readonly TimeSpan _usualBudget = TimeSpan.FromMinutes(10);

    private static readonly Option<string> Workloads = new("--workloads")
    {
        HelpName = "ID,ID",
        Description = "which workloads, all of items that run by themselves (default: primes)",
    };

    private static readonly Option<string> Budget = new("--budget")
    {
        HelpName = "TIME",
        Description = "how long it may take, as 4m or 1h (default: 10m); the longer, the more is known",
    };

    private static readonly Option<string> Neighbour = new("--neighbour")
    {
        HelpName = "KIND",
        Description = "what runs beside: none, bursts or steady (a fifth of a core), or all three (default: none and bursts)",
    };

    private static readonly Option<string> Kept = new("--calibration")
    {
        HelpName = "FILE",
        Description = "where to keep it for runs, or 'none' (default: cbench/calibration.json in $XDG_DATA_HOME or ~/.local/share)",
    };

    private static readonly Option<string> Resume = new("--resume")
    {
        HelpName = "DIR",
        Description = "continue the calibration of that folder; only --budget, --calibration and --quiet may be given",
    };

    /// <summary>Makes the command. Where an option is a setting of <c>run</c> too, it is given in the same three ways.</summary>
    public static Command Create()
    {
        var command = new Command(Name, "measure how far this program's intervals and verdicts can be relied on here, and keep the noise floors for runs")
        {
            Workloads, Budget, Neighbour, Resume, Kept, RunSettings.Seed, RunSettings.Postgres, RunSettings.Out, RunSettings.Quiet,
        };
        Completion.Add(Workloads, () => BuiltInCatalog.Catalog.Workloads.Where(workload => workload.AllowsExtraWork().Applies).Select(workload => workload.Id));
        Completion.Add(Neighbour, () => Kinds.Keys.Append(All));
        command.SetAction((parsed, _) => RunCommand.RunAsync(
            parsed,
            (configuration, stopping) => parsed.GetValue(Resume) is { } path
                ? ContinueAsync(parsed, path, configuration, stopping)
                : StartAsync(parsed, configuration),
            configuration => RunPurpose.Calibrate(CalibrationSetting.PathIn(configuration))));
        return command;
    }

    private static Dictionary<string, NeighbourKind> Kinds { get; } = Enum.GetValues<NeighbourKind>().ToDictionary(kind => $"{kind}".ToLowerInvariant());

    private static Task<StartedRun> StartAsync(ParseResult parsed, IConfiguration configuration)
    {
        PostgresSetting.Pass(RunSettings.Postgres.In(configuration));
        var (workloads, neighbours, budget) = (ChosenWorkloads(configuration), ChosenNeighbours(parsed), RunSettings.Budget.In(configuration) ?? _usualBudget);
        RequirePlace(configuration);
        ReportUnused(configuration);
        var environment = MachineProbe.Read();
        var plan = CalibrationPlan.Of(workloads, neighbours, environment.Cores, budget);
        return RunCommand.StartAsync(configuration, new PlannedRun(Name, plan, ModelSettings.Default, environment, []));
    }

    private static async Task<StartedRun> ContinueAsync(ParseResult parsed, string path, IConfiguration configuration, CancellationToken stopping)
    {
        if (parsed.GetValue(Neighbour) is not null)
        {
            throw new UsageException($"{Neighbour.Name} does not go with --resume, which continues the calibration as it was planned: leave it out");
        }

        var continued = await RunCommand.ContinueAsync(path, configuration, RunSettings.Budget.In(configuration), Name, stopping);
        RequirePlace(configuration);
        ReportUnused(configuration);
        return continued;
    }

    /// <summary>Better refused now than when it has been measured.</summary>
    private static void RequirePlace(IConfiguration configuration)
    {
        if (CalibrationSetting.PathIn(configuration) is { } place)
        {
            CalibrationFile.RequireWritable(place);
        }
    }

    /// <summary>Variables and keys may be meant for runs, so they are no fault here, but a user who gives one must not believe that it counts.</summary>
    private static void ReportUnused(IConfiguration configuration)
    {
        foreach (var given in RunSettings.All.Where(setting => setting.ScopeIn(Name) is null).Select(setting => setting.Given(configuration)).OfType<Setting>())
        {
            Surroundings.Report($"cbench: {Visible.Line(given.Origin)} does nothing here: a calibration has models, concurrencies and rounds of its own");
        }
    }

    private static List<Workload> ChosenWorkloads(IConfiguration configuration)
    {
        var names = RunSettings.Workloads.In(configuration) ?? ["primes"];
        if (names.FirstOrDefault(name => name.Contains('/', StringComparison.Ordinal)) is { } named)
        {
            throw new UsageException($"workload {named} cannot be calibrated: its noise is that of {named.Split('/')[0]}, so name that");
        }

        var workloads = names.Select(BuiltInCatalog.Catalog.CreateWorkload).ToList();
        foreach (var workload in workloads)
        {
            if (workload.AllowsExtraWork().ReasonAgainst is { } reason)
            {
                throw new UsageException($"workload {workload.Id} cannot be calibrated: {reason}");
            }

            if (workload.Availability().ReasonAgainst is { } missing)
            {
                throw new UsageException($"workload {workload.Id} cannot be calibrated here: {missing}");
            }
        }

        return workloads;
    }

    private static IReadOnlyList<NeighbourKind> ChosenNeighbours(ParseResult parsed) => (parsed.GetValue(Neighbour) is { } given ? new Setting(Neighbour.Name, given).Name("neighbour", Kinds.Keys.Append(All)) : null) switch
    {
        null => [NeighbourKind.None, NeighbourKind.Bursts],
        All => [.. Kinds.Values],
        var kind => [Kinds[kind]],
    };
}
