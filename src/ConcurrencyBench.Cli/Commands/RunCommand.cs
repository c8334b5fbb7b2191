using System.CommandLine;
using System.Globalization;
using System.Reflection;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Cli.Doctor;
using ConcurrencyBench.Cli.Options;
using ConcurrencyBench.Cli.Output;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Measurement.Planning;
using ConcurrencyBench.Measurement.Rounds;
using ConcurrencyBench.Postgres;
using ConcurrencyBench.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ConcurrencyBench.Cli.Commands;

/// <summary><c>cbench run</c>: measures, judges, and writes the run's folder. Also the default command.</summary>
internal static class RunCommand
{
    /// <summary>The command's name.</summary>
    public const string Name = "run";

    private static readonly Option<string> Resume = new("--resume")
    {
        HelpName = "DIR",
        Description = "continue the run of that folder as it was planned; only --budget and --quiet may be changed, and --postgres and --worker are to be given again",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command(Name, "measure, judge and draw (the default command)") { Resume };
        foreach (var option in RunSettings.Options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => RunAsync(
            parsed,
            (configuration, stopping) => parsed.GetValue(Resume) is { } path
                ? ContinueAsync(path, configuration, RunSettings.Budget.In(configuration), Name, stopping)
                : StartAsync(configuration, stopping),
            _ => RunPurpose.Judge));
        return command;
    }

    /// <summary>Starts or continues a run and measures it, until it is done or interrupted.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="start">Makes or opens the run.</param>
    /// <param name="purposeIn">What it is for, given the settings.</param>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(ParseResult parsed, Func<IConfiguration, CancellationToken, Task<StartedRun>> start, Func<IConfiguration, RunPurpose> purposeIn)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        Settings.Add(builder.Configuration, parsed);
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        builder.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;

            // Whether there are colours would be decided by standard output, but the lines go to standard error.
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        using var host = builder.Build();
        await host.StartAsync();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var stopping = lifetime.ApplicationStopping;
        using var signals = new StopSignals(lifetime.StopApplication, TimeProvider.System);
        try
        {
            // All settings are checked, those too that this session does not need.
            foreach (var setting in RunSettings.All)
            {
                setting.Check(builder.Configuration);
            }

            var purpose = purposeIn(builder.Configuration);
            var started = await start(builder.Configuration, stopping);
            return await MeasureAsync(started, purpose, RunSettings.Quiet.In(builder.Configuration), host.Services.GetRequiredService<ILogger<Runner>>(), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("cbench: interrupted before anything was measured");
            return ExitCodes.Interrupted;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<StartedRun> StartAsync(IConfiguration configuration, CancellationToken stopping)
    {
        var settings = RunSettings.ModelSettingsIn(configuration);
        var workers = await WorkerSetting.DescribeAsync(configuration, settings, stopping);
        WorkerSetting.RequireNewNames(workers, BuiltInCatalog.Catalog.Models);
        var request = RunSettings.RequestIn(configuration, WorkerSetting.Names(workers));
        var environment = MachineProbe.Read();
        PostgresSetting.Pass(RunSettings.Postgres.In(configuration));
        ClusterSetting.Pass(configuration);
        var plan = new PlanBuilder(request, BuiltInCatalog.Catalog, environment.Cores, [.. workers.Select(worker => worker.Description)]).Build();
        PostgresSetting.Require(RunSettings.Postgres.In(configuration), plan);
        RequireWork(plan);
        WorkerSetting.RequireUse(workers, plan);
        return await StartAsync(configuration, new PlannedRun(request.Profile.Name, plan, settings, environment, workers)
        {
            Calibration = CalibrationSetting.NoiseIn(configuration, ProgramVersion().Version, environment, plan),
        });
    }

    /// <summary>Makes the folder of a run that was planned, once the machine has what it needs.</summary>
    internal static async Task<StartedRun> StartAsync(IConfiguration configuration, PlannedRun planned)
    {
        var (profile, plan, settings, environment, workers) = planned;
        RequireServers(plan);
        await ClusterSetting.RequireAsync(settings);
        Surroundings.Require(plan);
        Leftovers.Remove();
        StartedPostgres.RemoveLeftovers();
        var (version, commit) = ProgramVersion();
        var now = TimeProvider.System.GetUtcNow();
        var manifest = new RunManifest
        {
            Id = Guid.NewGuid().ToString("N"),
            ProgramVersion = version,
            Commit = commit,
            StartedAt = now,
            Sessions = [new SessionRecord(now, plan.BudgetSeconds, Entries: 0)],
            Profile = profile,
            Seed = RunSettings.Seed.In(configuration) ?? (ulong)Random.Shared.NextInt64(),
            Settings = settings,
            Given = PlannedSettings.Of(configuration, CommandOf(profile)),
            Plan = plan,
            Environment = environment with { SharedMemoryFolder = SharedMemoryFolder(plan) },
            Workers = await DescribeWorkersAsync(settings, plan),
            OtherRuntimes = WorkerSetting.Record(workers),
            Calibration = planned.Calibration,
        };
        var name = string.Create(CultureInfo.InvariantCulture, $"{manifest.StartedAt:yyyy-MM-dd'T'HHmmss}-{manifest.Commit ?? "local"}");
        var folder = RunFolder.Create(RunSettings.Out.In(configuration) ?? Path.Combine("results", name), manifest);
        return new StartedRun(folder, manifest, JournalContent.Empty, manifest.Plan.BudgetSeconds, workers);
    }

    private static void RequireWork(Plan plan)
    {
        if (plan.Workloads.Count == 0)
        {
            throw new UsageException($"nothing can be measured: {string.Join("; ", plan.Exclusions.Select(exclusion => $"{exclusion.Workload}: {exclusion.Reason}").Distinct())}");
        }
    }

    /// <summary>Where no server can listen, its workloads would all fail: better said before anything is written.</summary>
    private static void RequireServers(Plan plan)
    {
        var needing = plan.Workloads.Select(measured => BuiltInCatalog.Catalog.CreateWorkload(measured.Workload)).Where(workload => workload.HasServer()).ToList();
        if (needing.Count > 0 && Loopback.Trouble() is { } trouble)
        {
            throw new UsageException(
                $"workload {needing[0].Id} needs a server on 127.0.0.1, which is not available ({trouble}): bring the lo interface up and free some ports, or choose others with --workloads");
        }
    }

    /// <summary>Where processes share memory, if the plan has any that do and it is not the usual place.</summary>
    private static string? SharedMemoryFolder(Plan plan) =>
        SharedMemoryPlace.OfThisSystem is { Refusals.Count: > 0 } place
        && BuiltInCatalog.Catalog.Models.Any(model => model.UsesSharedMemory() && plan.Workloads.Any(workload => workload.Models.Contains(model.Id)))
            ? place.Folder
            : null;

    /// <summary>Opens a run that is to be continued, once the machine has what it began with.</summary>
    internal static async Task<StartedRun> ContinueAsync(string path, IConfiguration configuration, TimeSpan? newBudget, string command, CancellationToken stopping)
    {
        PlannedSettings.RequireNoneOnTheCommandLine(configuration, command);
        var (folder, manifest) = RunFolder.Open(path);
        RequireSameCommand(manifest, command, path);
        Journal.RequirePlain(folder.JournalPath);
        PlannedSettings.RequireSame(configuration, manifest, command);
        RequireSameSchema(manifest);
        RequireSameProgramAndMachine(manifest);
        PostgresSetting.Pass(RunSettings.Postgres.In(configuration));
        ClusterSetting.Pass(configuration);
        await RequireSameWorkersAsync(manifest);
        var workers = await WorkerSetting.DescribeAsync(configuration, manifest.Settings, stopping);
        WorkerSetting.RequireSame(workers, manifest);
        RequireAvailable(manifest.Plan);
        RequireServers(manifest.Plan);
        await ClusterSetting.RequireAsync(manifest.Settings);
        Surroundings.Require(manifest.Plan);
        var content = Journal.Read(folder.JournalPath, manifest, BuiltInCatalog.Catalog.Workloads);
        if (content.LastLineIsCut)
        {
            await Console.Error.WriteLineAsync($"cbench: the last line of {folder.JournalPath} was cut; the run goes on without it");
        }

        var budget = newBudget is { } given ? (int)Math.Ceiling(given.TotalSeconds) : manifest.Plan.BudgetSeconds;
        return new StartedRun(folder, manifest, content, budget, workers) { Resumed = Resumed(manifest, budget, content.Entries.Count) };
    }

    /// <summary>A run of before sessions were recorded had one at the least.</summary>
    private static RunManifest Resumed(RunManifest manifest, int budgetSeconds, int entries) => manifest with
    {
        Sessions =
        [
            .. manifest.Sessions ?? [new SessionRecord(manifest.StartedAt, manifest.Plan.BudgetSeconds, Entries: 0)],
            new SessionRecord(TimeProvider.System.GetUtcNow(), budgetSeconds, entries),
        ],
    };

    /// <summary>Each command continues what it began: they end in different files.</summary>
    private static void RequireSameCommand(RunManifest manifest, string command, string path)
    {
        var began = CommandOf(manifest.Profile);
        if (began != command)
        {
            throw new UsageException($"{path} was begun by '{began}': continue it with: {ShownCommand.Of(began, "--resume", Path.GetFullPath(path))}");
        }
    }

    private static string CommandOf(string profile) => profile == CalibrateCommand.Name ? CalibrateCommand.Name : Name;

    /// <summary>What the run began with may be gone: better said than filed as failed cells.</summary>
    private static void RequireAvailable(Plan plan)
    {
        foreach (var workload in plan.Workloads.Select(measured => BuiltInCatalog.Catalog.CreateWorkload(measured.Workload)))
        {
            if (workload.Availability().ReasonAgainst is { } reason)
            {
                throw new UsageException($"the run measures {workload.Id}, which is not available any more: {reason}");
            }
        }
    }

    /// <summary>A journal has lines of one schema version.</summary>
    private static void RequireSameSchema(RunManifest manifest)
    {
        if (manifest.SchemaVersion != RunManifest.CurrentSchemaVersion)
        {
            throw new UsageException(
                $"the run has schema version {manifest.SchemaVersion}, which this program reads but does not write: continue it with the program that began it, or start another run");
        }
    }

    /// <summary>Rounds of two programs or two machines are no rounds of one run.</summary>
    private static void RequireSameProgramAndMachine(RunManifest manifest)
    {
        var (version, commit) = ProgramVersion();
        var machine = MachineProbe.Read();
        var (then, now) = (Identity(manifest.ProgramVersion, manifest.Commit, manifest.Environment), Identity(version, commit, machine));
        if (then != now)
        {
            throw new UsageException($"the run was begun with {then}, and this is {now}: continue it there, or start another run");
        }
    }

    /// <summary>Before a folder is made: what stands against one worker stands against every cell.</summary>
    private static async Task<WorkerRuntime> DescribeWorkersAsync(ModelSettings settings, Plan plan)
    {
        try
        {
            return await new ProcessWorkerSource(BuiltInCatalog.Catalog, settings, plan).DescribeAsync(CancellationToken.None);
        }
        catch (Exception failure) when (ChildTrial.Refusal(failure) is { } refusal)
        {
            throw new UsageException(refusal);
        }
    }

    /// <summary>Rounds of workers that run with different things are no rounds of one run.</summary>
    private static async Task RequireSameWorkersAsync(RunManifest manifest)
    {
        var now = await DescribeWorkersAsync(manifest.Settings, manifest.Plan);
        if (manifest.Workers is not { } then)
        {
            await Console.Error.WriteLineAsync("cbench: the run does not say what its workers ran with, so it is unknown whether these use the same settings");
            return;
        }

        if (then.Settings.DifferencesOf(now.Settings) is [_, ..] differences)
        {
            throw new UsageException(
                $"workers would now run with other settings than the run began with: {string.Join(", ", differences)}: set them as they were, or start another run");
        }
    }

    private static string Identity(string version, string? commit, MachineEnvironment machine) => string.Create(
        CultureInfo.InvariantCulture,
        $"version {version} ({commit ?? "local"}) on .NET {machine.RuntimeVersion}, {machine.Processor ?? "unknown processor"}, {machine.UsableCores:0.##} cores");

    internal static (string Version, string? Commit) ProgramVersion()
    {
        var informational = typeof(RunCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var parts = informational.Split('+');
        return (parts[0], parts.Length > 1 ? parts[1][..Math.Min(7, parts[1].Length)] : null);
    }

    private static async Task<int> MeasureAsync(StartedRun run, RunPurpose purpose, bool isQuiet, ILogger logger, CancellationToken stopping)
    {
        using var hold = run.Folder.Hold();
        var manifest = run.Manifest;
        using var journal = Journal.Append(run.Folder.JournalPath, run.Journal, run.Manifest.Id);
        var before = TimeSpan.FromMilliseconds(run.Journal.Entries.Count == 0 ? 0 : run.Journal.Entries.Max(entry => entry.AtMilliseconds));
        using var progress = ProgressDisplay.Create(isQuiet, TimeProvider.System);
        var session = new RunSession
        {
            Manifest = run.Manifest,
            Source = new ProcessWorkerSource(BuiltInCatalog.Catalog, run.Manifest.Settings, run.Manifest.Plan)
            {
                Runtime = run.Manifest.Workers?.Settings,
                Others = run.Workers,
            },
            Journal = journal,
            Clock = new RunClock(TimeProvider.System, before, TimeSpan.FromSeconds(run.BudgetSeconds), Heartbeat.OfThisProcess),
            Entries = run.Journal.Entries,
            Progress = progress,
            Beginning = () =>
            {
                if (run.Resumed is { } resumed)
                {
                    hold.Replace(manifest = resumed);
                }
            },
            Failed = failure =>
            {
                progress.Clear();
                logger.LogWarning("{Cell} failed: {Reason}", failure.Cell, failure.Reason);
            },
        };
        try
        {
            await new Runner(session, entries => purpose.Outlook(run.Manifest, entries)).RunAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            progress.Dispose();
            await Console.Error.WriteLineAsync(
                $"cbench: interrupted; {session.Entries.OfType<BlockMeasurement>().Count()} measurements are safe in {run.Folder.Path}. "
                + $"Continue with: {ShownCommand.Of([.. purpose.Command, "--resume", Path.GetFullPath(run.Folder.Path)])}");
            return ExitCodes.Interrupted;
        }

        progress.Dispose();
        return purpose.Report(run.Folder, manifest, session.Entries);
    }
}
