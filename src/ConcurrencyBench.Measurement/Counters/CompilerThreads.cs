using System.Globalization;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>
/// How long the threads on which .NET compiles again have run in some processes, by their ids. It shows from outside what the processes of a pool
/// or a cluster compile, which their worker cannot say of them.
/// </summary>
/// <param name="Nanoseconds">CPU time by thread; of live ones.</param>
internal sealed record CompilerThreads(IReadOnlyDictionary<string, long> Nanoseconds)
{
    /// <summary>".NET Tiered Compilation Worker", as far as the kernel keeps a name. The runtime ends such a thread after four idle seconds.</summary>
    private const string Name = ".NET Tiered Com";

    /// <summary>Reads it.</summary>
    /// <param name="processes">Process ids; those that have ended count for nothing.</param>
    /// <returns>The reading; of no thread where the system has no /proc.</returns>
    public static CompilerThreads Read(IReadOnlyList<int> processes) => new(
        processes.SelectMany(ProcessTree.Threads).Where(thread => ProcFile.Read($"{thread}/comm")?.TrimEnd() == Name)
            .ToDictionary(thread => thread, thread => Ran(ProcFile.Read($"{thread}/schedstat"))));

    /// <summary>How long they ran since an earlier reading.</summary>
    /// <returns>
    /// Nanoseconds; one that ended since then adds nothing. Null where neither reading has any: a runtime may have ended all of them, give them another
    /// name, or compile on threads that do other work too.
    /// </returns>
    public long? Since(CompilerThreads before) => Nanoseconds.Count + before.Nanoseconds.Count == 0
        ? null
        : Nanoseconds.Sum(thread => thread.Value - before.Nanoseconds.GetValueOrDefault(thread.Key));

    private static long Ran(string? schedstat) =>
        long.TryParse(schedstat?.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ran) ? ran : 0;
}
