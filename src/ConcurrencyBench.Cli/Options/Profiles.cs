using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis;
using ConcurrencyBench.Analysis.Claims;
using ConcurrencyBench.Measurement.Planning;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Cli.Options;

/// <summary>The profiles there are.</summary>
internal static class Profiles
{
    /// <summary>The profile of a run that names none.</summary>
    public const string Default = "quick";

    /// <summary>The concurrency at which the claims about I/O are judged.</summary>
    private const int IoConcurrency = 16;

    /// <summary>Blocks of a round, until a run knows better: a launch costs as much as ten to twenty, and launches hardly differ.</summary>
    private const int Blocks = 8;

    /// <summary>A pool of processes has one for each item in flight, and starting sixteen takes seconds.</summary>
    private const int FewInFlight = 4;

    /// <summary>
    /// Claims of every row of the table, as many as three rounds in three minutes allow. Those about blocked threads, queues between
    /// threads, a second cluster and thousands in flight take as long as all these.
    /// </summary>
    private static readonly IReadOnlyList<string> QuickClaims =
    [
        "threads.io", "threads.gil", "processes.cpu", "processes.memory", "asyncio.cpu", "coroutines.light", "reactor.complexity",
        "green.cpu", "futures.gil", "reactive.stream", "distributed.scale", "hub.io", "dataflow.both",
    ];

    /// <summary>All of them, the cheapest first.</summary>
    public static IReadOnlyList<Profile> All { get; } =
    [
        new()
        {
            Name = "smoke",
            Cost = "half a minute",
            Purpose = "does it work? every model, one round, no intervals",
            Workloads = ["primes", "tcp"],
            Concurrencies = (kind, cores) => [kind == WorkloadKind.Cpu ? cores : FewInFlight],
            MinimumRounds = 1,
            MaximumRounds = 1,
            BlocksPerRound = 1,
            WarmUpMilliseconds = 0,

            // It takes a quarter of this; a busy machine takes longer, and still leaves no workload out.
            Budget = TimeSpan.FromMinutes(2),
        },
        new()
        {
            Name = "quick",
            Cost = "3 minutes",
            Purpose = "a claim or more of every row of the table",

            // What its claims need and nothing else: with restore and build, three rounds fit three minutes.
            Workloads = [],
            WorkloadsOfNamedModels = ["primes", "http"],
            AlsoCells = cores => Cells(Analyzer.Claims.Where(claim => QuickClaims.Contains(claim.Id)), cores),

            // What quick claims without the baseline is a matter of factors, where a few percent decide nothing.
            HasNullCasesWithoutBaseline = false,
            Concurrencies = (kind, cores) => [kind == WorkloadKind.Cpu ? cores : IoConcurrency],

            // It looks once, at its end: verdicts then need no more evidence than one look does.
            MinimumRounds = 3,
            MaximumRounds = 3,
            BlocksPerRound = Blocks,

            // JitWarmUp compiles the rest: of what is not rehearsed, it is enough for three operations.
            WarmUpMilliseconds = 100,
            Budget = TimeSpan.FromSeconds(128),
        },
        new()
        {
            Name = "standard",
            Cost = "25 minutes",
            Purpose = "every model at several concurrencies, every claim, narrower intervals",

            // Of sha256, which scales as primes does, and tcp, as http, only what claims need is measured.
            Workloads = ["json", "primes", "files", "http", "mixed"],
            AlsoCells = cores => Cells(Analyzer.Claims, cores),
            Concurrencies = (kind, cores) => kind == WorkloadKind.Cpu ? Cpu(1, (cores + 1) / 2, cores) : [FewInFlight, IoConcurrency],
            MinimumRounds = 3,
            MaximumRounds = 20,
            BlocksPerRound = Blocks,
            Budget = TimeSpan.FromMinutes(25),
        },
        new()
        {
            Name = "thorough",
            Cost = "2 hours",
            Purpose = "narrower still",
            Concurrencies = (kind, cores) => kind == WorkloadKind.Cpu ? Cpu(1, cores, 2 * cores, 4 * cores) : [1, 4, IoConcurrency, 64, 256],
            MinimumRounds = 10,
            MaximumRounds = 50,
            BlocksPerRound = Blocks,
            Budget = TimeSpan.FromHours(2),
        },
    ];

    /// <summary>The names there are.</summary>
    public static IEnumerable<string> Names => All.Select(profile => profile.Name);

    /// <summary>What can be run for claims that a run left out.</summary>
    public static IReadOnlyList<ClaimSource> ClaimSources(int cores, Func<IEnumerable<string>, string> command) =>
    [
        .. from profile in All
           let cells = profile.AlsoCells(cores).ToHashSet()
           let claims = Analyzer.Claims.Where(claim => claim.Cells(cores).All(cells.Contains)).Select(claim => claim.Id).ToList()
           where claims.Count > 0
           select new ClaimSource(command(["--profile", profile.Name]), claims),
    ];

    /// <summary>Finds a profile.</summary>
    /// <exception cref="UsageException">No profile has that name.</exception>
    public static Profile Find(string name) =>
        All.FirstOrDefault(profile => profile.Name == name) ?? throw UsageException.Unknown("profile", name, Names);

    private static IReadOnlyList<Cell> Cells(IEnumerable<Claim> claims, int cores) => [.. claims.SelectMany(claim => claim.Cells(cores))];

    private static IReadOnlyList<int> Cpu(params IEnumerable<int> concurrencies) => [.. concurrencies.Distinct().Order()];
}
