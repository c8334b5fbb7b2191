using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Options;

/// <summary>A setting of a run with the type of its value.</summary>
/// <typeparam name="T">The type.</typeparam>
internal sealed class RunSetting<T> : RunSetting
{
    private readonly Func<Setting, T> _read;

    /// <summary>Declares a setting.</summary>
    public RunSetting(string name, string value, string description, Func<Setting, T> read)
        : base(name)
    {
        (HelpName, Description, _read) = (value, description, read);
    }

    /// <summary>Its value.</summary>
    /// <param name="configuration">What <see cref="Settings"/> added to.</param>
    /// <returns>The value; the type's default when it was not given.</returns>
    /// <exception cref="Abstractions.UsageException">The value is wrong.</exception>
    public T? In(IConfiguration configuration) => Given(configuration) is { } setting ? _read(setting) : default;

    /// <inheritdoc/>
    public override void Check(IConfiguration configuration) => In(configuration);
}
