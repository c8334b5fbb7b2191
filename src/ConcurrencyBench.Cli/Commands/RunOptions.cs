using System.Globalization;
using ConcurrencyBench.Core;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Commands;

/// <summary>The settings of a run, checked.</summary>
internal sealed record RunOptions
{
    private const int MostConcurrency = 1024;
    private const int MostRounds = 10_000;
    private static readonly TimeSpan LongestBudget = TimeSpan.FromDays(7);

    /// <summary>How much to measure.</summary>
    public required Profile Profile { get; init; }

    /// <summary>The models chosen by name; null for all.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>The workloads chosen by name; null for the profile's.</summary>
    public IReadOnlyList<string>? Workloads { get; init; }

    /// <summary>The concurrencies chosen, ascending; null for the profile's.</summary>
    public IReadOnlyList<int>? Concurrencies { get; init; }

    /// <summary>How long the run may take; null for the profile's.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Rounds; null for the profile's.</summary>
    public int? Rounds { get; init; }

    /// <summary>The seed; null to draw one.</summary>
    public ulong? Seed { get; init; }

    /// <summary>What is set about the models.</summary>
    public required ModelSettings ModelSettings { get; init; }

    /// <summary>The run's folder; null for one named after date and commit.</summary>
    public string? Out { get; init; }

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="configuration">From the command line, the environment and the file.</param>
    /// <param name="catalog">What may be named.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="UsageException">A value is wrong: the message names it and the remedy.</exception>
    public static RunOptions Read(IConfiguration configuration, Catalog catalog)
    {
        string? Value(System.CommandLine.Option option) => configuration[RunSettings.KeyOf(option)];
        return new RunOptions
        {
            Profile = Profiles.Find(Value(RunSettings.Profile) ?? Profiles.Default),
            Models = Names("model", Value(RunSettings.Models), catalog.Models.Select(model => model.Id)),
            Workloads = Names("workload", Value(RunSettings.Workloads), catalog.Workloads.Select(workload => workload.Id)),
            Concurrencies = Value(RunSettings.Concurrency) is { } list
                ? [.. Split("--concurrency", list).Select(number => Number("--concurrency", number, MostConcurrency)).Distinct().Order()]
                : null,
            Budget = Value(RunSettings.Budget) is { } budget ? Duration(budget) : null,
            Rounds = Value(RunSettings.Rounds) is { } rounds ? Number("--rounds", rounds, MostRounds) : null,
            Seed = Value(RunSettings.Seed) is { } seed
                ? ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
                    ? parsed
                    : throw new UsageException($"--seed '{seed}' is not a whole number from 0 to {ulong.MaxValue}")
                : null,
            ModelSettings = Value(RunSettings.SwitchInterval) is { } interval
                ? new ModelSettings { SwitchIntervalMilliseconds = Number("--switch-interval", interval, 60_000) }
                : ModelSettings.Default,
            Out = Value(RunSettings.Out),
        };
    }

    private static IReadOnlyList<string>? Names(string what, string? list, IEnumerable<string> known)
    {
        if (list is null)
        {
            return null;
        }

        var all = known.ToList();
        var names = Split($"--{what}s", list);
        return names.Find(name => !all.Contains(name)) is { } unknown
            ? throw UsageException.Unknown(what, unknown, all)
            : [.. names.Distinct()];
    }

    private static List<string> Split(string option, string list)
    {
        var parts = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        return parts.Count > 0 ? parts : throw new UsageException($"{option} is empty: give names or numbers separated by commas");
    }

    private static int Number(string option, string text, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new UsageException($"{option} '{text}' is not a whole number from 1 to {most}");

    /// <summary>Reads a duration.</summary>
    /// <param name="text">As 90s, 3m or 1h.</param>
    /// <returns>The duration.</returns>
    /// <exception cref="UsageException">It is none, or too short or long.</exception>
    internal static TimeSpan Duration(string text)
    {
        var unit = text.Length > 0 ? text[^1] : ' ';
        var seconds = unit switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        var digits = seconds > 0 ? text[..^1] : text;
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value * Math.Max(1, seconds) is >= 1 and var total && total <= LongestBudget.TotalSeconds
                ? TimeSpan.FromSeconds(total)
                : throw new UsageException($"--budget '{text}' is not a time from 1s to 7 days, as 90s, 3m or 1h");
    }
}
