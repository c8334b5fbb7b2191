using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Options;

/// <summary>
/// The settings that a run was planned by. A run that is continued keeps its plan: what is given anew, and is another, is refused,
/// since its lack of effect would go unnoticed.
/// </summary>
internal static class PlannedSettings
{
    /// <summary>What is given, to be recorded.</summary>
    /// <returns>Texts by key; empty when nothing is.</returns>
    public static IReadOnlyDictionary<string, string> Of(IConfiguration configuration, string command) =>
        Planned(command).Where(setting => setting.Given(configuration) is not null).ToDictionary(setting => setting.Key, setting => setting.Given(configuration)!.Text);

    /// <summary>A user who gives an option expects it to have an effect.</summary>
    /// <exception cref="UsageException">There is one that a continued run does not take.</exception>
    public static void RequireNoneOnTheCommandLine(IConfiguration configuration, string command)
    {
        if (Planned(command).Append(RunSettings.Out).FirstOrDefault(setting => setting.Given(configuration)?.Origin == setting.Name) is { } given)
        {
            throw new UsageException($"{given.Name} does not go with --resume, which continues the run as it was planned: leave it out");
        }
    }

    /// <summary>What the environment and the file say may be as it was when the run began.</summary>
    /// <exception cref="UsageException">Something is another.</exception>
    public static void RequireSame(IConfiguration configuration, RunManifest manifest, string command)
    {
        if (manifest.Given is not { } before)
        {
            // A run of a program that did not record them.
            foreach (var given in Planned(command).Select(setting => setting.Given(configuration)).OfType<Setting>())
            {
                Console.Error.WriteLine($"cbench: {given.Origin} does nothing here: the run goes on as it was planned");
            }

            return;
        }

        foreach (var setting in Planned(command).Where(setting => setting.Given(configuration)?.Text is { } text && text != before.GetValueOrDefault(setting.Key)))
        {
            var (origin, now) = setting.Given(configuration)!;
            var then = before.TryGetValue(setting.Key, out var text) ? $"with '{text}'" : "without it";
            throw new UsageException($"{origin} is '{now}', and the run was planned {then}: leave it out to continue the run as it was planned, or start another");
        }
    }

    private static IEnumerable<RunSetting> Planned(string command) => RunSettings.All.Where(setting => setting.ScopeIn(command) == SettingScope.Plan);
}
