using System.Text.Json;
using ConcurrencyBench.Core;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>
/// The append-only file of everything measured, one JSON object a line. A line counts once its line feed is on disk:
/// what follows the last line feed was cut by a kill, and is dropped when the run goes on.
/// </summary>
public sealed class Journal : IDisposable
{
    private readonly FileStream _file;
    private readonly MemoryStream _pending = new();

    private Journal(FileStream file) => _file = file;

    /// <summary>Opens a journal to append to.</summary>
    /// <param name="path">Where.</param>
    /// <param name="wholeBytes">How many bytes of it to keep: all of its whole lines.</param>
    /// <returns>The journal.</returns>
    /// <exception cref="UsageException">The system refused.</exception>
    public static Journal Append(string path, long wholeBytes)
    {
        try
        {
            // Unbuffered: what a full disk refused once must not be tried again by closing the file.
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.SetLength(wholeBytes);
            file.Seek(0, SeekOrigin.End);
            return new Journal(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write {path} ({exception.Message.TrimEnd('.')}): check that no other run writes it, and its permissions");
        }
    }

    /// <summary>Reads a journal.</summary>
    /// <param name="path">Where.</param>
    /// <returns>Its entries.</returns>
    /// <exception cref="UsageException">A line is damaged, named by its number, or the file cannot be read.</exception>
    public static JournalContent Read(string path)
    {
        var bytes = Reading.File(path, File.ReadAllBytes);
        var lines = new List<Range>();
        var start = 0;
        while (bytes.AsSpan(start).IndexOf((byte)'\n') is var length and >= 0)
        {
            lines.Add(start..(start + length));
            start += length + 1;
        }

        // Lines know nothing of one another, and a long journal takes longer to read than to analyse.
        var entries = new JournalEntry?[lines.Count];
        Parallel.For(0, entries.Length, line => entries[line] = Parse(bytes.AsSpan(lines[line])));
        if (Array.IndexOf(entries, null) is var damaged and >= 0)
        {
            throw new UsageException(
                $"{path}, line {damaged + 1} is damaged: restore the file, or delete that line to do without what it says");
        }

        return new JournalContent(entries!, start, LastLineIsCut: start < bytes.Length);
    }

    /// <summary>Adds entries and does not return before they are on disk.</summary>
    /// <param name="entries">What happened.</param>
    /// <exception cref="UsageException">The disk is full or gone; what was written before is safe.</exception>
    public void Write(params IEnumerable<JournalEntry> entries)
    {
        _pending.SetLength(0);
        foreach (var entry in entries)
        {
            JsonSerializer.Serialize(_pending, entry, JournalJson.Entry);
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
                $"cannot write {_file.Name} ({exception.Message.TrimEnd('.')}): make room, then continue with --resume {Path.GetDirectoryName(_file.Name)}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _pending.Dispose();
    }

    /// <summary>Reads a line; null when it is damaged.</summary>
    private static JournalEntry? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Entry);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
