using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Measurement.Planning;

namespace ConcurrencyBench.Cli.Options;

/// <summary>A setting as it was given; every refusal names where that was.</summary>
/// <param name="Origin">As "--seed", "CBENCH_SEED" or "/here/cbench.json, line 2: seed".</param>
/// <param name="Text">The value.</param>
internal sealed record Setting(string Origin, string Text)
{
    /// <summary>How a setting that is on is written.</summary>
    public const string Yes = "true";

    /// <summary>How a setting that is off is written.</summary>
    public const string No = "false";

    private const int RedisPort = 6379;
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(7);

    /// <summary>The key under which a source of the configuration says where it gave a value.</summary>
    /// <returns>As "seed:origin".</returns>
    public static string OriginKey(string key) => $"{key}:origin";

    /// <summary>The value as a path.</summary>
    /// <exception cref="UsageException">It is empty.</exception>
    public string Path() => string.IsNullOrWhiteSpace(Text) ? throw new UsageException($"{Origin} is empty: name a folder") : Text;

    /// <summary>The value as a whole number from 1.</summary>
    /// <exception cref="UsageException">It is none, or out of range.</exception>
    public int Number(int most) => Number(Text, most);

    /// <summary>The value as a number that may be a fraction.</summary>
    /// <exception cref="UsageException">It is none, or out of range.</exception>
    public double Number(double least, double most) =>
        double.TryParse(Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{Origin} '{Text}' is not a number from {least} to {most}"));

    /// <summary>The value as a list of whole numbers from 1.</summary>
    /// <returns>The numbers, ascending, each once.</returns>
    /// <exception cref="UsageException">It is empty, or holds something else.</exception>
    public IReadOnlyList<int> Numbers(int most) => [.. Split().Select(part => Number(part, most)).Distinct().Order()];

    /// <summary>The value as a seed.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public ulong Seed() => ulong.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : throw new UsageException($"{Origin} '{Text}' is not a whole number from 0 to {ulong.MaxValue}");

    /// <summary>The value as a list of names.</summary>
    /// <param name="what">What is named, as "model".</param>
    /// <param name="known">The names there are.</param>
    /// <returns>The names, each once.</returns>
    /// <exception cref="UsageException">It is empty, or nothing has one of the names.</exception>
    public IReadOnlyList<string> Names(string what, IEnumerable<string> known)
    {
        var all = known.ToList();
        return [.. Split().Select(name => Name(name, what, all)).Distinct()];
    }

    /// <summary>The value as a list of workloads, some with parameters.</summary>
    /// <param name="known">The workloads there are.</param>
    /// <returns>A name for each choice, each once.</returns>
    /// <exception cref="UsageException">It is empty, or there is no such workload, parameter or value.</exception>
    public IReadOnlyList<string> Workloads(IReadOnlyList<Workload> known)
    {
        var names = Split();
        try
        {
            return [.. names.SelectMany(name => WorkloadChoice.Parse(name, known)).Select(choice => $"{choice}").Distinct()];
        }
        catch (UsageException wrong)
        {
            throw new UsageException($"{Origin}: {wrong.Message}");
        }
    }

    /// <summary>The value as a list of names that are checked later.</summary>
    /// <exception cref="UsageException">It is empty.</exception>
    public IReadOnlyList<string> Names() => Split();

    /// <summary>The value as a program and its arguments, quoted where they have spaces in them.</summary>
    /// <exception cref="UsageException">It is empty.</exception>
    public IReadOnlyList<string> Command() =>
        CommandLineParser.SplitCommandLine(Text).ToList() is [{ Length: > 0 }, ..] command ? command : throw new UsageException($"{Origin} is empty: name a program and its arguments");

    /// <summary>The value as one name.</summary>
    /// <param name="what">What is named, as "profile".</param>
    /// <param name="known">The names there are.</param>
    /// <exception cref="UsageException">Nothing has that name.</exception>
    public string Name(string what, IEnumerable<string> known) => Name(Text, what, [.. known]);

    /// <summary>The value as a duration: 90s, 3m or 1h; seconds without a unit.</summary>
    /// <exception cref="UsageException">It is none, or too short or long.</exception>
    public TimeSpan Duration()
    {
        var unit = Text.Length > 0 ? Text[^1] : ' ';
        var seconds = unit switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        var digits = seconds > 0 ? Text[..^1] : Text;
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value * Math.Max(1, seconds) is >= 1 and var total && total <= LongestDuration.TotalSeconds
                ? TimeSpan.FromSeconds(total)
                : throw new UsageException($"{Origin} '{Text}' is not a time from 1s to 7 days, as 90s, 3m or 1h");
    }

    /// <summary>The value as on or off.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public bool Flag() => Text.ToUpperInvariant() switch
    {
        "YES" or "TRUE" or "1" => true,
        "NO" or "FALSE" or "0" => false,
        _ => throw new UsageException($"{Origin} '{Text}' is neither yes nor no"),
    };

    /// <summary>The value as a Redis server.</summary>
    /// <returns>As <c>redis://HOST:PORT</c>.</returns>
    /// <exception cref="UsageException">It is none.</exception>
    public string RedisAddress() =>
        Uri.TryCreate(Text, UriKind.Absolute, out var uri) && uri is { Scheme: "redis", Host.Length: > 0, UserInfo: "", PathAndQuery: "" or "/" }
            ? $"redis://{uri.Host}:{(uri.Port < 0 ? RedisPort : uri.Port).ToString(CultureInfo.InvariantCulture)}"
            : throw new UsageException($"{Origin} '{Text}' is not the address of a Redis server: give redis://HOST:PORT");

    /// <summary>The value as an address of the network.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public IPAddress Address() =>
        IPAddress.TryParse(Text, out var address) ? address : throw new UsageException($"{Origin} '{Text}' is not an address, as 192.0.2.1");

    private string Name(string name, string what, List<string> known) =>
        known.Contains(name) ? name : throw new UsageException($"{Origin}: {UsageException.Unknown(what, name, known).Message}");

    private int Number(string text, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new UsageException($"{Origin} '{text}' is not a whole number from 1 to {most}");

    private List<string> Split()
    {
        var parts = Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        return parts.Count > 0 ? parts : throw new UsageException($"{Origin} is empty: give names or numbers separated by commas");
    }
}
