using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Checks;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>
/// Reads a journal. Lines know nothing of one another and take longer to parse than to analyse, so a portion of them is parsed on all cores;
/// then each is checked beside those before it, and a line that no run writes ends the reading there.
/// </summary>
internal sealed class JournalReader
{
    private const string TooLong = "it is longer than 1 MiB";

    private readonly string _path;
    private readonly RunManifest? _manifest;
    private readonly JsonTypeInfo<JournalEntry> _json;
    private readonly RunRules? _rules;
    private readonly List<JournalEntry> _entries = [];

    /// <summary>Prepares to read.</summary>
    /// <param name="path">Where the journal is.</param>
    /// <param name="manifest">The run that it is of; null to look at each line by itself.</param>
    /// <param name="workloads">What is known of workloads.</param>
    public JournalReader(string path, RunManifest? manifest, IReadOnlyList<Workload> workloads)
    {
        (_path, _manifest) = (path, manifest);
        _json = manifest?.SchemaVersion == SchemaOne.Version ? SchemaOne.Entry : JournalJson.Entry;
        _rules = manifest is null ? null : new RunRules(manifest, workloads);
    }

    /// <summary>Reads the journal to its end.</summary>
    /// <returns>What it holds.</returns>
    /// <exception cref="UsageException">A line is damaged or does not fit.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public JournalContent Read()
    {
        using var text = JournalText.Open(_path);
        foreach (var lines in text.Portions())
        {
            Add(lines);
            if (text.Rest.Length > JournalText.LongestLine)
            {
                throw Damaged(TooLong);
            }
        }

        if (_manifest?.SchemaVersion == SchemaOne.Version)
        {
            SchemaOne.AddComparisons(_manifest.Plan, _entries);
        }

        return new JournalContent(_entries, text.Length, LastLineIsCut: !JournalText.IsBlank(text.Rest)) { IsInOtherEncoding = !text.IsAsWritten };
    }

    private void Add(IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        var parsed = new (JournalEntry? Entry, string? Damage)[lines.Count];
        Parallel.For(0, parsed.Length, line => parsed[line] = Parse(lines[line].Span));
        foreach (var (entry, damage) in parsed)
        {
            _entries.Add(damage is null ? Fitting(entry!) : throw Damaged(damage));
        }
    }

    /// <summary>Reads a line; or says how it is damaged.</summary>
    private (JournalEntry? Entry, string? Damage) Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length > JournalText.LongestLine)
        {
            return (null, TooLong);
        }

        try
        {
            var entry = JsonSerializer.Deserialize(line, _json);
            return entry is null ? (null, "it is null") : (entry, RecordRules.Of(entry)?.ToString());
        }
        catch (Exception exception) when (UserFile.IsDamage(exception))
        {
            return (null, UserFile.Describe(exception));
        }
    }

    private JournalEntry Fitting(JournalEntry line)
    {
        if (_rules is null)
        {
            return line;
        }

        var entry = _rules.Shared(line);
        return _rules.Next(entry) is { } fault
            ? throw new UsageException($"{Line} does not fit its run: {fault}; restore the file and its run.json, or delete that line to omit what it says")
            : entry;
    }

    private UsageException Damaged(string damage) => new($"{Line} is damaged ({damage}): restore the file, or delete that line to omit what it says");

    /// <summary>The line that comes next.</summary>
    private string Line => string.Create(CultureInfo.InvariantCulture, $"{_path}, line {_entries.Count + 1}");
}
