using System.CommandLine;
using System.Text.Json;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Processes;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Options;

/// <summary>Reads the settings of a run: command line over environment over <c>cbench.json</c> in the current folder.</summary>
internal static class Settings
{
    private const string FileName = "cbench.json";

    /// <summary>Adds the three sources, the weakest first.</summary>
    /// <exception cref="UsageException">The file is damaged or sets something unknown.</exception>
    public static void Add(IConfigurationBuilder configuration, ParseResult parsed)
    {
        RunSettings.RequireKnown(Environment.GetEnvironmentVariables().Keys.Cast<string>());
        var path = Path.Combine(Directory.GetCurrentDirectory(), FileName);
        if (File.Exists(path))
        {
            RequireOwn(path);
            configuration.AddInMemoryCollection(ReadFile(path));
        }

        configuration.AddInMemoryCollection(
            from setting in RunSettings.All
            let value = Environment.GetEnvironmentVariable(setting.Variable)
            where !string.IsNullOrEmpty(value)
            from pair in Pairs(setting.Key, new Setting(setting.Variable, value))
            select pair);
        configuration.AddInMemoryCollection(
            from option in RunSettings.Options
            let value = Given(parsed, option)
            where value is not null
            from pair in Pairs(option.Key, new Setting(option.Name, value))
            select pair);
    }

    /// <summary>In a folder that others can write to, the file may be another user's, who would decide what is run and where it is written.</summary>
    private static void RequireOwn(string path)
    {
        if (FileOwner.StrangerOf(path) is { } stranger)
        {
            throw new UsageException($"{path} belongs to another user (number {stranger}), so its settings are not used: run in another folder, or make the file yours with chown");
        }
    }

    /// <summary>What the command line says of a setting; an option that needs no value means yes. A command may describe it in words of its own.</summary>
    private static string? Given(ParseResult parsed, Option<string> option) =>
        parsed.CommandResult.Command.Options.FirstOrDefault(own => own.Name == option.Name) is { } own && parsed.GetResult(own) is { Implicit: false } result
            ? result.Tokens is [var token, ..] ? token.Value : Setting.Yes
            : null;

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(string key, Setting setting) =>
        [new(key, setting.Text), new(Setting.OriginKey(key), setting.Origin)];

    /// <summary>
    /// One level of keys: text, numbers, or arrays of them as lists. Read here rather than by the configuration's own
    /// provider, so that a wrong key or value is named with its line.
    /// </summary>
    private static IEnumerable<KeyValuePair<string, string?>> ReadFile(string path)
    {
        var settings = new Dictionary<string, Setting>(StringComparer.OrdinalIgnoreCase);
        var text = UserFile.Utf8(path);
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject, path, "an object was expected");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = reader.GetString()!;
                var line = text.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1;
                var known = RunSettings.All.FirstOrDefault(setting => string.Equals(setting.Key, key, StringComparison.OrdinalIgnoreCase))
                    ?? throw new UsageException($"{path}, line {line}: {UsageException.Unknown("setting", key, RunSettings.Options.Select(option => option.Key)).Message}");

                if (known.Scope == SettingScope.Program)
                {
                    throw new UsageException($"{path}, line {line}: '{key}' starts a program, which no file decides: remove it, and give {known.Name} or {known.Variable}");
                }

                if (settings.TryGetValue(key, out var earlier))
                {
                    throw new UsageException($"{path}, line {line}: '{key}' is there twice{(known.Scope == SettingScope.Secret ? string.Empty : $", first as '{earlier.Text}'")}: remove one");
                }

                reader.Read();
                settings[key] = Value(ref reader) is { } value
                    ? new Setting($"{path}, line {line}: {key}", value)
                    : throw new UsageException($"{path}, line {line}: '{key}' must be text, a number, true or false, or a list of them");
            }

            while (reader.Read())
            {
                // To the end, so that what follows the object is found.
            }
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{path}, line {exception.LineNumber + 1} is not valid JSON: correct it, or remove the file");
        }

        return settings.SelectMany(setting => Pairs(setting.Key, setting.Value));
    }

    private static string? Value(ref Utf8JsonReader reader)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.ValueKind switch
        {
            JsonValueKind.String or JsonValueKind.Number => value.RootElement.ToString(),
            JsonValueKind.True => Setting.Yes,
            JsonValueKind.False => Setting.No,
            JsonValueKind.Array => string.Join(',', value.RootElement.EnumerateArray()),
            _ => null,
        };
    }

    private static void Expect(bool condition, string path, string what)
    {
        if (!condition)
        {
            throw new UsageException($"{path}, line 1: {what}: correct it, or remove the file");
        }
    }
}
