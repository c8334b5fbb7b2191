using System.CommandLine;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Cli.Options;

/// <summary>
/// The settings of a run. Each is an option of <c>run</c>, a variable <c>CBENCH_NAME</c> and a key of
/// <c>cbench.json</c>; the first that is given counts, in that order.
/// </summary>
internal static class RunSettings
{
    /// <summary>How much to measure.</summary>
    public static readonly Option<string> Profile = Create("--profile", "NAME", $"how much to measure: {string.Join(", ", Profiles.Names)} (default: quick)").With(() => Profiles.Names);

    /// <summary>Which models.</summary>
    public static readonly Option<string> Models = Create("--models", "ID,ID", "which models (default: all); the baseline always runs").With(() => BuiltInCatalog.Catalog.Models.Select(model => model.Id));

    /// <summary>Which workloads.</summary>
    public static readonly Option<string> Workloads = Create("--workloads", "ID,ID", "which workloads (default: the profile's)").With(() => BuiltInCatalog.Catalog.Workloads.Select(workload => workload.Id));

    /// <summary>Which concurrencies.</summary>
    public static readonly Option<string> Concurrency = Create("--concurrency", "N,N", "the most items in flight at once (default: the profile's)");

    /// <summary>How long.</summary>
    public static readonly Option<string> Budget = Create("--budget", "TIME", "how long the run may take, as 90s, 3m or 1h (default: the profile's)");

    /// <summary>How many rounds.</summary>
    public static readonly Option<string> Rounds = Create("--rounds", "N", "rounds of fresh launches; an interval needs 3 (default: the profile's)");

    /// <summary>The seed.</summary>
    public static readonly Option<string> Seed = Create("--seed", "N", "decides inputs and orders (default: drawn, and recorded)");

    /// <summary>The GIL emulation's switch interval.</summary>
    public static readonly Option<string> SwitchInterval = Create("--switch-interval", "MS", "the GIL emulation's switch interval in ms (default: 5, as CPython's)");

    /// <summary>Where silos of other machines join.</summary>
    public static readonly Option<string> Cluster = Create("--cluster", "redis://HOST:PORT", "the Redis server at which machines that run 'cbench silo' join 'distributed' (default: this machine alone); needs CBENCH_CLUSTER_SECRET");

    /// <summary>The PostgreSQL server. Others on the machine can read command lines, hence the hint.</summary>
    public static readonly Option<string> Postgres = Create(
        "--postgres", "CONNECTION", "the server of the postgres workload, as Host=…;Username=…;Database=… (default: one is started; with a password better as CBENCH_POSTGRES)");

    /// <summary>What machines of a cluster know each other by.</summary>
    public static readonly Option<string> ClusterSecret = Create("--cluster-secret", "TEXT", "what machines of a cluster know each other by");

    /// <summary>The Redis server's password.</summary>
    public static readonly Option<string> RedisPassword = Create("--redis-password", "TEXT", "the Redis server's password");

    /// <summary>The output folder.</summary>
    public static readonly Option<string> Out = Create("--out", "DIR", "the run's folder (default: results/DATE-COMMIT)");

    /// <summary>Whether to show no progress.</summary>
    public static readonly Option<string> Quiet = new("--quiet")
    {
        HelpName = "yes|no",
        Description = "no progress, only the table",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private const string Prefix = "CBENCH_";

    /// <summary>The options. The one list: what is neither here nor a secret is no option, no variable and no key of the file.</summary>
    public static IReadOnlyList<Option<string>> All { get; } =
        [Profile, Models, Workloads, Concurrency, Budget, Rounds, Seed, SwitchInterval, Cluster, Postgres, Out, Quiet];

    /// <summary>Those that are variables and keys of the file but no options: others on the machine can read command lines.</summary>
    public static IReadOnlyList<Option<string>> Secrets { get; } = [ClusterSecret, RedisPassword];

    /// <summary>Those that may differ when a run is continued: time, what is not recorded because it is secret, and what is shown.</summary>
    public static IReadOnlyList<Option<string>> OfEverySession { get; } = [Budget, Postgres, Quiet];

    /// <summary>The variables there are.</summary>
    public static IReadOnlyList<string> Variables { get; } = [.. All.Concat(Secrets).Select(VariableOf)];

    /// <summary>A setting's key in the configuration.</summary>
    /// <returns>As "switchInterval".</returns>
    public static string KeyOf(Option option)
    {
        var words = option.Name.TrimStart('-').Split('-');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    /// <summary>A setting's environment variable.</summary>
    /// <returns>As "CBENCH_SWITCH_INTERVAL".</returns>
    public static string VariableOf(Option option) =>
        Prefix + option.Name.TrimStart('-').Replace('-', '_').ToUpperInvariant();

    /// <summary>Refuses variables that look like settings and are none.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public static void RequireKnown(IEnumerable<string> names)
    {
        if (names.Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).Except(Variables).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new UsageException($"{UsageException.Unknown("variable", unknown, Variables).Message}: correct it, or remove it from the environment");
        }
    }

    private static Option<string> Create(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };
}
