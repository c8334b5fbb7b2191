using System.Text.Json;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
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
        RequirePlain(path);
        try
        {
            if (content is { IsInOtherEncoding: true, Length: > 0 })
            {
                WriteAnew(path);
            }

            // Unbuffered: what a full disk refused once must not be tried again by closing the file.
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.SetLength(content.Length);
            file.Seek(0, SeekOrigin.End);
            return new Journal(file, runId, content.Entries.Count == 0 ? 0 : (content.Entries.Max(entry => entry.Sequence) ?? -1) + 1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write {path} ({exception.Message.TrimEnd('.')}): check that no other run writes it, and its permissions");
        }
    }

    /// <summary>Makes sure that a journal can be appended to: this program reads compressed ones, and writes none.</summary>
    /// <param name="path">Where.</param>
    /// <exception cref="UsageException">It is compressed.</exception>
    public static void RequirePlain(string path)
    {
        if (JournalText.IsCompressed(path))
        {
            throw new UsageException($"{path} is compressed, and only a plain journal can be continued: decompress it with: gzip -d {ShownCommand.Quote(Path.GetFullPath(path))}");
        }
    }

    /// <summary>Reads a journal.</summary>
    /// <param name="path">Where; compressed if its name ends in <c>.gz</c>. A file that is not there is an empty one, of a run that was killed before it measured anything.</param>
    /// <param name="manifest">The run that it is of, which every line must fit; null to look at each line by itself.</param>
    /// <param name="workloads">What is known of workloads: no operation is faster than the waits of its items. Others may be anything.</param>
    /// <returns>Its entries.</returns>
    /// <exception cref="UsageException">A line is damaged, named by its number, or the file or archive cannot be read.</exception>
    public static JournalContent Read(string path, RunManifest? manifest = null, IReadOnlyList<Workload>? workloads = null)
    {
        if (!File.Exists(path))
        {
            return JournalContent.Empty;
        }

        try
        {
            return UserFile.File(path, _ => new JournalReader(path, manifest, workloads ?? []).Read());
        }
        catch (InvalidDataException)
        {
            throw new UsageException($"{path} is no gzip archive of one part, or a damaged or cut one: restore it, or keep the lines before the damage with: gzip -dc {ShownCommand.Quote(path)} > {ShownCommand.Quote(PlainPath(path))}; mv {ShownCommand.Quote(path)} {ShownCommand.Quote($"{path}.damaged")}");
        }
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
    private static void WriteAnew(string path)
    {
        var beside = $"{path}.new";
        using (var text = JournalText.Open(path))
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            foreach (var line in text.Portions().SelectMany(lines => lines))
            {
                file.Write(line.Span);
                file.WriteByte((byte)'\n');
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private static string PlainPath(string path) => path[..^JournalText.CompressedSuffix.Length];
}
