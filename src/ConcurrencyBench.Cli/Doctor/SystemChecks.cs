using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Postgres;
using ConcurrencyBench.Processes;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Cli.Doctor;

/// <summary>What the models, workloads and counters need from the system.</summary>
internal static class SystemChecks
{
    /// <summary>Looks at the system.</summary>
    public static IReadOnlyList<DoctorCheck> All() =>
    [
        File.Exists("/proc/self/smaps_rollup")
            ? new("counters", "CPU time, memory and context switches of whole process trees can be read")
            : new("counters", "there is no /proc/self/smaps_rollup, so some costs will be absent", "run on Linux 4.14 or newer with /proc mounted"),
        SharedMemory(SharedMemoryPlace.OfThisSystem),
        Temporary(),
        CurrentFolder(),
        Processes(),
        OfEarlierRuns(),
        Servers(),
        Postgres(new PostgresWorkload()),
    ];

    private static DoctorCheck SharedMemory(SharedMemoryPlace place) => place switch
    {
        { Availability.ReasonAgainst: { } reason } => new("shared memory", "models with processes cannot be measured", reason),
        { Refusals: [var refusal, ..] } => new("shared memory", $"pool processes share a file in {place.Folder}, since shared memory is not available ({refusal})", $"make room in {SharedMemoryPlace.InMemory}, or allow writing there"),
        _ => new("shared memory", $"{place.Folder} can be used"),
    };

    private static DoctorCheck Temporary() => new FilesWorkload().Availability.ReasonAgainst is { } reason
        ? new("temporary folder", "the files workload cannot be measured", reason)
        : new("temporary folder", $"{Path.GetTempPath()} can be written");

    private static DoctorCheck CurrentFolder()
    {
        try
        {
            var path = Path.GetFullPath($"cbench-{Path.GetRandomFileName()}");
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            file.WriteByte(0);
            file.Flush();
            return new DoctorCheck("current folder", "results can be written here");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DoctorCheck("current folder", $"results cannot be written here ({exception.Message.TrimEnd('.')})", "change to another folder, or name one with --out");
        }
    }

    private static DoctorCheck OfEarlierRuns()
    {
        IReadOnlyList<string> removed = [.. Leftovers.Remove(), .. StartedPostgres.RemoveLeftovers()];
        return new DoctorCheck("earlier runs", removed.Count == 0 ? "left nothing behind" : $"what killed runs had left was removed: {string.Join(", ", removed)}");
    }

    private static DoctorCheck Processes() => ChildTrial.RunAsync(CancellationToken.None).GetAwaiter().GetResult().ReasonAgainst is { } reason
        ? new("processes", "workers cannot be started", reason)
        : new("processes", "a worker starts and answers");

    private static DoctorCheck Postgres(PostgresWorkload workload) => workload.Availability.ReasonAgainst is { } reason
        ? new("postgres", $"the {workload.Id} workload cannot be measured", reason)
        : new("postgres", workload.HasServer ? "a server can be started" : "the given server answers");

    private static DoctorCheck Servers() => Loopback.Trouble() is { } trouble
        ? new("loopback", $"no server can be started ({trouble})", "the tcp and http workloads need 127.0.0.1: bring the lo interface up, or free some ports")
        : new("loopback", "a server can listen on a free port");
}
