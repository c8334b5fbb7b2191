using System.CommandLine;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Measurement.Planning;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Options;

/// <summary>The settings of a run, checked.</summary>
internal sealed record RunOptions
{
    private const int MostConcurrency = 1_000_000;
    private const int MostRounds = 10_000;
    private const int LongestSwitchInterval = 60_000;

    /// <summary>What is to be measured.</summary>
    public required PlanRequest Request { get; init; }

    /// <summary>The seed; null to draw one.</summary>
    public ulong? Seed { get; init; }

    /// <summary>What is set about the models.</summary>
    public required ModelSettings ModelSettings { get; init; }

    /// <summary>Where the user's PostgreSQL server is, a secret; null to start one.</summary>
    public Setting? Postgres { get; init; }

    /// <summary>The run's folder; null for one named after date and commit.</summary>
    public string? Out { get; init; }

    /// <summary>Whether to show no progress.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="configuration">From the command line, the environment and the file.</param>
    /// <param name="catalog">What may be named.</param>
    /// <exception cref="UsageException">A value is wrong: the message names it and the remedy.</exception>
    public static RunOptions Read(IConfiguration configuration, Catalog catalog)
    {
        Setting? Given(Option option) => Setting.Find(configuration, option);
        return new RunOptions
        {
            Request = new PlanRequest
            {
                Profile = Profiles.Find(Given(RunSettings.Profile)?.Name("profile", Profiles.Names) ?? Profiles.Default),
                Models = Given(RunSettings.Models)?.Names("model", catalog.Models.Select(model => model.Id)),
                Workloads = Given(RunSettings.Workloads)?.Names("workload", catalog.Workloads.Select(workload => workload.Id)),
                Concurrencies = Given(RunSettings.Concurrency)?.Numbers(MostConcurrency),
                Budget = Given(RunSettings.Budget)?.Duration(),
                Rounds = Given(RunSettings.Rounds)?.Number(MostRounds),
            },
            Seed = Given(RunSettings.Seed)?.Seed(),
            ModelSettings = new ModelSettings
            {
                SwitchIntervalMilliseconds = Given(RunSettings.SwitchInterval)?.Number(LongestSwitchInterval) ?? ModelSettings.Default.SwitchIntervalMilliseconds,
                Cluster = Given(RunSettings.Cluster)?.RedisAddress(),
            },
            Postgres = Given(RunSettings.Postgres),
            Out = Given(RunSettings.Out)?.Path(),
            IsQuiet = Given(RunSettings.Quiet)?.Flag() ?? false,
        };
    }
}
