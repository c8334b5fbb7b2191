using System.CommandLine;
using ConcurrencyBench.Cli.Commands;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Options;

/// <summary>
/// A setting of a run: an option of <c>run</c>, a variable <c>CBENCH_NAME</c> and a key of <c>cbench.json</c>, of which the first that is given
/// counts, in that order. Help, completion, checks and what a run records come from its declaration.
/// </summary>
/// <param name="name">The option's name, as "--switch-interval".</param>
internal abstract class RunSetting(string name) : Option<string>(name)
{
    /// <summary>What the name of each variable begins with.</summary>
    public const string Prefix = "CBENCH_";

    private readonly string[] _words = name.TrimStart('-').Split('-');

    /// <summary>What it is about.</summary>
    public SettingScope Scope { get; init; }

    /// <summary>What it is about in <c>calibrate</c>; null where it does nothing there, which the command reports of each that is given.</summary>
    public SettingScope? ScopeInCalibrations { get; init; }

    /// <summary>The names that its value, or each in a list of them, may be: for completion.</summary>
    public Func<IEnumerable<string>> Names
    {
        init => Completion.Add(this, value);
    }

    /// <summary>Its key in the configuration and in <c>cbench.json</c>, as "switchInterval".</summary>
    public string Key => _words[0] + string.Concat(_words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>Its environment variable, as "CBENCH_SWITCH_INTERVAL".</summary>
    public string Variable => Prefix + string.Join('_', _words).ToUpperInvariant();

    /// <summary>What it is about in a command.</summary>
    /// <returns>Its scope; null where it does nothing.</returns>
    public SettingScope? ScopeIn(string command) => command == CalibrateCommand.Name ? ScopeInCalibrations : Scope;

    /// <summary>Looks it up.</summary>
    /// <param name="configuration">What <see cref="Settings"/> added to.</param>
    /// <returns>The setting as it was given; null when it was not.</returns>
    public Setting? Given(IConfiguration configuration) => configuration[Key] is { } text ? new Setting(configuration[Setting.OriginKey(Key)]!, text) : null;

    /// <summary>Checks it, if it was given.</summary>
    /// <param name="configuration">What <see cref="Settings"/> added to.</param>
    /// <exception cref="Abstractions.UsageException">The value is wrong: the message names it and the remedy.</exception>
    public abstract void Check(IConfiguration configuration);
}
