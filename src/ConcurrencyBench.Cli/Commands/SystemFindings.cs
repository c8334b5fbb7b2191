using ConcurrencyBench.Cli.Output;
using ConcurrencyBench.Postgres;

namespace ConcurrencyBench.Cli.Commands;

/// <summary>What the models, workloads and counters need from the system.</summary>
internal static class SystemFindings
{
    /// <summary>Looks at the system.</summary>
    /// <returns>The findings.</returns>
    public static IReadOnlyList<Finding> All() =>
    [
        File.Exists("/proc/self/smaps_rollup")
            ? new("counters", "CPU time, memory and context switches of whole process trees can be read")
            : new("counters", "there is no /proc/self/smaps_rollup, so some costs will be absent", "run on Linux 4.14 or newer with /proc mounted"),
        Directory.Exists("/dev/shm")
            ? new("shared memory", "/dev/shm is there")
            : new("shared memory", "there is no /dev/shm, so pool processes share a file of the temporary folder", "mount a tmpfs there"),
        TemporaryFolder(),
        Servers(),
        Postgres(new PostgresWorkload()),
    ];

    private static Finding TemporaryFolder()
    {
        var folder = Path.GetTempPath();
        try
        {
            var path = Path.Combine(folder, Path.GetRandomFileName());
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            file.WriteByte(0);
            file.Flush();
            return new Finding("temporary folder", $"{folder} can be written");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Finding("temporary folder", $"{folder} cannot be written ({exception.Message})", "the files workload needs it: make room, or set TMPDIR");
        }
    }

    private static Finding Postgres(PostgresWorkload workload) => workload.Availability.ReasonAgainst is { } reason
        ? new("postgres", $"the {workload.Id} workload cannot be measured", reason)
        : new("postgres", workload.HasServer ? "a server can be started" : "the given server answers");

    private static Finding Servers() => Loopback.Trouble() is { } trouble
        ? new("loopback", $"no server can be had ({trouble})", "the tcp and http workloads need 127.0.0.1: bring the lo interface up, or free some ports")
        : new("loopback", "a server can listen on a free port");
}
