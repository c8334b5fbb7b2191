using System.Net;
using System.Net.Sockets;
using ConcurrencyBench.Cli.Output;

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
        Loopback(),
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

    /// <summary>Looks whether a server can listen, as those of the I/O workloads do.</summary>
    /// <returns>The finding.</returns>
    public static Finding Loopback()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            using var client = new TcpClient(AddressFamily.InterNetwork);
            client.Connect((IPEndPoint)listener.LocalEndpoint);
            return new Finding("loopback", "a server can listen on a free port");
        }
        catch (SocketException exception)
        {
            return new Finding("loopback", $"no server can listen on 127.0.0.1 ({exception.Message})", "the tcp and http workloads need it, so bring the lo interface up or free some ports");
        }
    }
}
