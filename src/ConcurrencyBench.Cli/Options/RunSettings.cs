using System.CommandLine;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Measurement.Planning;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Options;

/// <summary>The settings of a run, a declaration each: what is not declared here is no option, no variable and no key of the file.</summary>
internal static class RunSettings
{
    private const int MostConcurrency = 1_000_000;
    private const int MostRounds = 10_000;
    // CPython's least, and a minute.
    private const double ShortestSwitchInterval = 0.001;
    private const int LongestSwitchInterval = 60_000;

    // Before the settings, which add themselves.
    private static readonly List<RunSetting> _all = [];

    /// <summary>How much to measure.</summary>
    public static readonly RunSetting<Profile> Profile = Add(new RunSetting<Profile>(
        "--profile", "NAME", $"how much to measure: {string.Join(", ", Profiles.Names)} (default: quick)", setting => Profiles.Find(setting.Name("profile", Profiles.Names)))
    {
        Names = () => Profiles.Names,
    });

    public static readonly RunSetting<IReadOnlyList<string>> Models = Add(new RunSetting<IReadOnlyList<string>>(
        "--models", "ID,ID", "which models (default: all); the baseline always runs", setting => setting.Names())
    {
        Names = ModelIds,
    });

    public static readonly RunSetting<IReadOnlyList<string>> Workloads = Add(new RunSetting<IReadOnlyList<string>>(
        "--workloads", "ID,ID", "which workloads (default: the profile's); with a parameter as http/delay=0 or grain/time=all", setting => setting.Workloads(BuiltInCatalog.Catalog.Workloads))
    {
        Names = () => BuiltInCatalog.Catalog.Workloads.SelectMany(WorkloadChoice.All).Select(choice => $"{choice}"),
        ScopeInCalibrations = SettingScope.Plan,
    });

    /// <summary>Which concurrencies.</summary>
    public static readonly RunSetting<IReadOnlyList<int>> Concurrency = Add(new RunSetting<IReadOnlyList<int>>(
        "--concurrency", "N,N", "the most items in flight at once (default: the profile's)", setting => setting.Numbers(MostConcurrency)));

    /// <summary>How long.</summary>
    public static readonly RunSetting<TimeSpan?> Budget = Add(new RunSetting<TimeSpan?>(
        "--budget", "TIME", "how long the run may take, as 90s, 3m or 1h (default: the profile's)", setting => setting.Duration())
    {
        Scope = SettingScope.Session,
        ScopeInCalibrations = SettingScope.Session,
    });

    /// <summary>How many rounds.</summary>
    public static readonly RunSetting<int?> Rounds = Add(new RunSetting<int?>(
        "--rounds", "N", "rounds of fresh launches; an interval needs 3 (default: the profile's)", setting => setting.Number(MostRounds)));

    public static readonly RunSetting<ulong?> Seed = Add(new RunSetting<ulong?>(
        "--seed", "N", "decides inputs and orders (default: drawn, and recorded)", setting => setting.Seed())
    {
        ScopeInCalibrations = SettingScope.Plan,
    });

    /// <summary>The GIL emulation's switch interval.</summary>
    public static readonly RunSetting<double?> SwitchInterval = Add(new RunSetting<double?>(
        "--switch-interval", "MS", "the GIL emulation's switch interval in ms, as 10 or 0.5 (default: 5, as CPython's)", setting => setting.Number(ShortestSwitchInterval, LongestSwitchInterval)));

    /// <summary>Where silos of other machines join.</summary>
    public static readonly RunSetting<string> Cluster = Add(new RunSetting<string>(
        "--cluster", "redis://HOST:PORT", "the Redis server at which machines that run 'cbench silo' join 'distributed' (default: this machine alone); needs CBENCH_CLUSTER_SECRET", setting => setting.RedisAddress()));

    /// <summary>The PostgreSQL server. Others on the machine can read command lines, hence the hint.</summary>
    public static readonly RunSetting<Setting> Postgres = Add(new RunSetting<Setting>(
        "--postgres", "CONNECTION", "the server of the postgres workload, as Host=…;Username=…;Database=… (default: one is started; with a password better as CBENCH_POSTGRES)", setting => setting)
    {
        Scope = SettingScope.Session,
        ScopeInCalibrations = SettingScope.Session,
    });

    /// <summary>A worker of another runtime.</summary>
    public static readonly RunSetting<IReadOnlyList<string>> Worker = Add(new RunSetting<IReadOnlyList<string>>(
        "--worker", "COMMAND", "a program of another runtime that speaks the worker protocol, with its arguments: its models are measured beside the others", setting => setting.Command())
    {
        Scope = SettingScope.Program,
    });

    /// <summary>The calibration of this machine.</summary>
    public static readonly RunSetting<string> Calibration = Add(new RunSetting<string>(
        "--calibration", "FILE", "the calibration of this machine, whose noise floors are used, or 'none' (default: cbench/calibration.json in $XDG_DATA_HOME or ~/.local/share, where it fits)", setting => setting.Path())
    {
        ScopeInCalibrations = SettingScope.Session,
    });

    /// <summary>The output folder.</summary>
    public static readonly RunSetting<string> Out = Add(new RunSetting<string>(
        "--out", "DIR", "the run's folder (default: results/DATE-COMMIT)", setting => setting.Path())
    {
        Scope = SettingScope.Folder,
        ScopeInCalibrations = SettingScope.Folder,
    });

    /// <summary>Whether to show no progress.</summary>
    public static readonly RunSetting<bool> Quiet = Add(new RunSetting<bool>(
        "--quiet", "yes|no", "no progress, only the table", setting => setting.Flag())
    {
        Scope = SettingScope.Session,
        ScopeInCalibrations = SettingScope.Session,
        Arity = ArgumentArity.ZeroOrOne,
    });

    /// <summary>What machines of a cluster know each other by.</summary>
    public static readonly RunSetting<string> ClusterSecret = Add(new RunSetting<string>(
        "--cluster-secret", "TEXT", "what machines of a cluster know each other by", setting => setting.Text)
    {
        Scope = SettingScope.Secret,
        ScopeInCalibrations = SettingScope.Secret,
    });

    /// <summary>The Redis server's password.</summary>
    public static readonly RunSetting<string> RedisPassword = Add(new RunSetting<string>(
        "--redis-password", "TEXT", "the Redis server's password", setting => setting.Text)
    {
        Scope = SettingScope.Secret,
        ScopeInCalibrations = SettingScope.Secret,
    });

    /// <summary>All of them, in the order of help.</summary>
    public static IReadOnlyList<RunSetting> All => _all;

    /// <summary>Those that are options of the command line.</summary>
    public static IEnumerable<RunSetting> Options => _all.Where(setting => setting.Scope != SettingScope.Secret);

    /// <summary>The variables there are.</summary>
    public static IEnumerable<string> Variables => _all.Select(setting => setting.Variable);

    /// <summary>What is to be measured.</summary>
    /// <exception cref="UsageException">No model has a name that was given.</exception>
    public static PlanRequest RequestIn(IConfiguration configuration, IEnumerable<string> others) => new()
    {
        Profile = Profile.In(configuration) ?? Profiles.Find(Profiles.Default),
        Models = Models.Given(configuration)?.Names("model", ModelIds().Concat(others)),
        Workloads = Workloads.In(configuration),
        Concurrencies = Concurrency.In(configuration),
        Budget = Budget.In(configuration),
        Rounds = Rounds.In(configuration),
    };

    /// <summary>What is set about the models.</summary>
    public static ModelSettings ModelSettingsIn(IConfiguration configuration) => new()
    {
        SwitchIntervalMilliseconds = SwitchInterval.In(configuration) ?? ModelSettings.Default.SwitchIntervalMilliseconds,
        Cluster = Cluster.In(configuration),
    };

    /// <summary>Refuses variables that look like settings and are none.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public static void RequireKnown(IEnumerable<string> names)
    {
        if (names.Where(name => name.StartsWith(RunSetting.Prefix, StringComparison.OrdinalIgnoreCase)).Except(Variables).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new UsageException($"{UsageException.Unknown("variable", unknown, Variables).Message}: correct it, or remove it from the environment");
        }
    }

    private static IEnumerable<string> ModelIds() => BuiltInCatalog.Catalog.Models.Select(model => model.Id);

    private static RunSetting<T> Add<T>(RunSetting<T> setting)
    {
        _all.Add(setting);
        return setting;
    }
}
