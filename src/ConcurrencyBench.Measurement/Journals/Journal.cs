using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Checks;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>
/// The append-only file of everything measured, one JSON object a line. A line counts once its line feed is on disk:
/// what follows the last line feed was cut by a kill, and is dropped when the run goes on.
/// </summary>
public sealed class Journal : IDisposable
{
    private readonly FileStream _file;
    private readonly string? _runId;
    private readonly MemoryStream _pending = new();
    private long _next;

    private Journal(FileStream file, string? runId, long next) => (_file, _runId, _next) = (file, runId, next);

    /// <summary>Opens a journal to append to.</summary>
    /// <param name="path">Where.</param>
    /// <param name="content">What it holds, as it was read; what it has beyond that is dropped.</param>
    /// <param name="runId">The run's id, which each line gets together with its number; null for a run that has none.</param>
    /// <returns>The journal.</returns>
    /// <exception cref="UsageException">The system refused.</exception>
    public static Journal Append(string path, JournalContent content, string? runId)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            KeepText(path, content.Text.Span);

            // Unbuffered: what a full disk refused once must not be tried again by closing the file.
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.SetLength(content.Text.Length);
            file.Seek(0, SeekOrigin.End);
            return new Journal(file, runId, content.Entries.Count == 0 ? 0 : (content.Entries.Max(entry => entry.Sequence) ?? -1) + 1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write {path} ({exception.Message.TrimEnd('.')}): check that no other run writes it, and its permissions");
        }
    }

    /// <summary>Reads a journal.</summary>
    /// <param name="path">Where; a file that is not there is an empty one, of a run that was killed before it measured anything.</param>
    /// <param name="manifest">The run that it is of, which every line must fit; null to look at each line by itself.</param>
    /// <param name="workloads">What is known of workloads: no operation is faster than the waits of its items. Others may be anything.</param>
    /// <returns>Its entries.</returns>
    /// <exception cref="UsageException">A line is damaged, named by its number, or the file cannot be read.</exception>
    public static JournalContent Read(string path, RunManifest? manifest = null, IReadOnlyList<Workload>? workloads = null)
    {
        if (!File.Exists(path))
        {
            return JournalContent.Empty;
        }

        var text = UserFile.Utf8(path);
        var lines = new List<Range>();
        var start = 0;
        while (text.AsSpan(start).IndexOf((byte)'\n') is var length and >= 0)
        {
            lines.Add(start..(start + length));
            start += length + 1;
        }

        var rest = start;
        while (lines.Count > 0 && IsBlank(text.AsSpan(lines[^1])))
        {
            // As an editor leaves them; what follows them is no line either.
            start = lines[^1].Start.Value;
            lines.RemoveAt(lines.Count - 1);
        }

        // Lines know nothing of one another, and a long journal takes longer to read than to analyse.
        var json = manifest?.SchemaVersion == SchemaOne.Version ? SchemaOne.Entry : JournalJson.Entry;
        var entries = new JournalEntry?[lines.Count];
        var damages = new string?[lines.Count];
        Parallel.For(0, entries.Length, line => (entries[line], damages[line]) = Parse(text.AsSpan(lines[line]), json));
        if (Array.FindIndex(damages, damage => damage is not null) is var damaged and >= 0)
        {
            throw new UsageException(
                $"{path}, line {damaged + 1} is damaged ({damages[damaged]}): restore the file, or delete that line to omit what it says");
        }

        IReadOnlyList<JournalEntry> read = json == SchemaOne.Entry ? SchemaOne.WithComparisons(manifest!.Plan, entries!) : entries!;
        RequireOneRun(path, read, manifest, workloads ?? []);
        return new JournalContent(read, text.AsMemory(0, start), LastLineIsCut: !IsBlank(text.AsSpan(rest)));
    }

    /// <summary>Adds entries and does not return before they are on disk.</summary>
    /// <param name="entries">What happened.</param>
    /// <exception cref="UsageException">The disk is full or gone; what was written before is safe.</exception>
    public void Write(params IEnumerable<JournalEntry> entries)
    {
        _pending.SetLength(0);
        foreach (var entry in entries)
        {
            var line = _runId is null ? entry : entry with { RunId = _runId, Sequence = _next++ };
            JsonSerializer.Serialize(_pending, line, JournalJson.Entry);
            _pending.WriteByte((byte)'\n');
        }

        try
        {
            _file.Write(_pending.GetBuffer(), 0, (int)_pending.Length);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            throw new UsageException(
                $"cannot write {_file.Name} ({exception.Message.TrimEnd('.')}): make room, then continue with: {ShownCommand.Of("--resume", Path.GetDirectoryName(_file.Name)!)}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _pending.Dispose();
    }

    /// <summary>A journal that a tool wrote in another encoding, or with a byte-order mark, is written anew before it is continued.</summary>
    private static void KeepText(string path, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        using (var file = File.OpenRead(path))
        {
            var head = new byte[Math.Min(text.Length, 4)];
            if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && text.StartsWith(head))
            {
                return;
            }
        }

        var beside = $"{path}.new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(text);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    /// <summary>Reads a line; or says how it is damaged.</summary>
    private static (JournalEntry? Entry, string? Damage) Parse(ReadOnlySpan<byte> line, JsonTypeInfo<JournalEntry> json)
    {
        try
        {
            var entry = JsonSerializer.Deserialize(line, json);
            return entry is null ? (null, "it is null") : (entry, RecordRules.Of(entry)?.ToString());
        }
        catch (Exception exception) when (UserFile.IsDamage(exception))
        {
            return (null, UserFile.Describe(exception));
        }
    }

    private static void RequireOneRun(string path, IReadOnlyList<JournalEntry> entries, RunManifest? manifest, IReadOnlyList<Workload> workloads)
    {
        if (manifest is null)
        {
            return;
        }

        var rules = new RunRules(manifest, workloads);
        for (var line = 0; line < entries.Count; line++)
        {
            if (rules.Next(entries[line]) is { } fault)
            {
                throw new UsageException($"{path}, line {line + 1} does not fit its run: {fault}; restore the file and its run.json, or delete that line to omit what it says");
            }
        }
    }
}
