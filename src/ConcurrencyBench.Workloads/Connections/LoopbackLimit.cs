using System.Globalization;
using System.Numerics;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>
/// How many connections the system allows between this machine's processes and one of its ports. The runtime raises its soft
/// limit of descriptors to the hard one when it starts, in workers and fixtures alike, so the hard one counts. To one port
/// there can be as many connections as there are ports that the system hands out.
/// </summary>
internal static class LoopbackLimit
{
    /// <summary>Descriptors that a server's process has beside its connections, and ports that others use meanwhile.</summary>
    private const int Spare = 256;

    /// <summary>The limit of this system.</summary>
    public static ConnectionLimit OfThisSystem() => Of(ProcFile.Read);

    /// <summary>The limit that the system's files report.</summary>
    /// <returns>The tighter one; none where nothing is reported.</returns>
    public static ConnectionLimit Of(Func<string, string?> read)
    {
        ConnectionLimit?[] limits = [Descriptors(read("/proc/self/limits")), Ports(read("/proc/sys/net/ipv4/ip_local_port_range"))];
        return limits.OfType<ConnectionLimit>().MinBy(limit => limit.Most) ?? ConnectionLimit.None;
    }

    // "Max open files   1024   20000   files": the soft limit, then the hard one.
    private static ConnectionLimit? Descriptors(string? limits) => limits?.Split('\n')
        .Where(line => line.StartsWith("Max open files", StringComparison.Ordinal))
        .Select(line => Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(4)))
        .FirstOrDefault() is { } number
            ? new(
                Less(number),
                $"ulimit -n allows {Text(number)} descriptors, of which {Spare} are set aside for other uses",
                connections => $"ulimit -n {BitOperations.RoundUpToPowerOf2((ulong)connections + Spare)}")
            : null;

    // "32768   60999": the first and the last.
    private static ConnectionLimit? Ports(string? range) =>
        range?.Split((char[])['\t', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries) is [var first, var last] && Number(last) - Number(first) + 1 is { } number
            ? new(
                Less(number),
                $"net.ipv4.ip_local_port_range has {Text(number)} ports, of which {Spare} are set aside for other uses",
                _ => "sysctl -w net.ipv4.ip_local_port_range='1024 65535'")
            : null;

    private static int Less(long number) => (int)Math.Clamp(number - Spare, 0, int.MaxValue);

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
