using System.Globalization;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>
/// How much some processes have run, or would have. A process that gets no core uses none, and so looks idle by its CPU time alone. Its
/// threads' time in the queue of a processor is as much a sign of work. The kernel adds that time when the thread gets its turn, so a
/// thread that waits at this moment is looked for as well.
/// </summary>
/// <param name="CpuNanoseconds">CPU time of all threads, ended ones too.</param>
/// <param name="WaitedNanoseconds">Time in which live threads were ready and had no core.</param>
/// <param name="IsReady">Whether a thread runs or waits for a core at this moment.</param>
internal readonly record struct Activity(long CpuNanoseconds, long WaitedNanoseconds, bool IsReady)
{
    private const int WaitedField = 1;

    /// <summary>Reads it.</summary>
    /// <param name="processes">Process ids; those that have ended count for nothing.</param>
    /// <returns>The reading; of CPU time alone where the rest is not available on this system.</returns>
    public static Activity Read(IReadOnlyList<int> processes)
    {
        var threads = processes.SelectMany(ProcessTree.Threads).ToList();
        return new Activity(
            processes.Sum(process => ProcessClock.Read(process) ?? 0),
            threads.Sum(WaitedBy),
            threads.Exists(IsReadyNow));
    }

    /// <summary>How much they did since, or waited to do.</summary>
    /// <returns>Nanoseconds. A thread that has ended takes its waiting along, which must not hide what others do.</returns>
    public long Since(Activity before) => CpuNanoseconds - before.CpuNanoseconds + Math.Max(0, WaitedNanoseconds - before.WaitedNanoseconds);

    /// <summary>How long a thread has waited for a core so far, by its schedstat: time on a core, time in the queue, turns.</summary>
    /// <param name="schedstat">The file's text; null where there is none.</param>
    /// <returns>Nanoseconds.</returns>
    internal static long Waited(string? schedstat) =>
        schedstat?.Split(' ') is { Length: > WaitedField } fields && long.TryParse(fields[WaitedField], CultureInfo.InvariantCulture, out var waited) ? waited : 0;

    private static long WaitedBy(string thread) => Waited(ProcFile.Read($"{thread}/schedstat"));

    private static bool IsReadyNow(string thread)
    {
        // The name, in parentheses, may contain anything: what follows the last one is regular.
        var stat = ProcFile.Read($"{thread}/stat");
        return stat?.LastIndexOf(')') is { } name && name >= 0 && stat.AsSpan(name).StartsWith(") R", StringComparison.Ordinal);
    }
}
