using System.Buffers.Text;
using ConcurrencyBench.Processes;
using Microsoft.Win32.SafeHandles;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>How much the CPU quotas of this process's control groups have stopped it so far, all levels together (<c>cpu.stat</c>).</summary>
/// <param name="Periods">Periods of a quota in which a group had used it up.</param>
/// <param name="Nanoseconds">How long its processes were stopped for that, counted when they go on.</param>
internal readonly record struct Throttling(long Periods, long Nanoseconds)
{
    /// <summary>
    /// The counters of this process, whose files stay open: each level then takes about 1 µs to read instead of 7. The groups are
    /// those of the first reading, and where one of them is gone there is no sum.
    /// </summary>
    /// <param name="root">What stands before the system's paths; empty for the system itself.</param>
    /// <returns>Reads them; null where no group counts, or one that did can no longer be read.</returns>
    public static Func<Throttling?> Reader(string root = "")
    {
        var files = CpuControlGroups.Folders(root).Select(folder => Open($"{folder}/cpu.stat")).OfType<SafeFileHandle>()
            .Where(file => Read(file) is not null).ToList();
        return () => files.Select(Read).OfType<Throttling>().ToList() is { Count: > 0 } levels && levels.Count == files.Count
            ? new Throttling(levels.Sum(level => level.Periods), levels.Sum(level => level.Nanoseconds))
            : null;
    }

    /// <summary>How much they stopped it since an earlier reading.</summary>
    /// <returns>The difference; null without an earlier reading, or where a count went back, since what was counted is then not the same.</returns>
    public Throttling? Since(Throttling? earlier) => earlier is { } before && Periods >= before.Periods && Nanoseconds >= before.Nanoseconds
        ? new Throttling(Periods - before.Periods, Nanoseconds - before.Nanoseconds)
        : null;

    private static SafeFileHandle? Open(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Throttling? Read(SafeFileHandle file)
    {
        Span<byte> text = stackalloc byte[1024];
        try
        {
            text = text[..RandomAccess.Read(file, text, fileOffset: 0)];
        }
        catch (IOException)
        {
            // The group is gone.
            return null;
        }

        // Version 1 counts nanoseconds, version 2 microseconds.
        return Number(text, "nr_throttled "u8) is { } periods
            && (Number(text, "throttled_time "u8) ?? (1000 * Number(text, "throttled_usec "u8))) is { } nanoseconds
                ? new Throttling(periods, nanoseconds)
                : null;
    }

    private static long? Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var start = text.StartsWith(name) ? 0 : text.IndexOf([(byte)'\n', .. name]) + 1;
        return (start > 0 || text.StartsWith(name)) && Utf8Parser.TryParse(text[(start + name.Length)..], out long value, out _) ? value : null;
    }
}
