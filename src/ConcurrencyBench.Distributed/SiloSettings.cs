using System.Net;
using System.Net.Sockets;

namespace ConcurrencyBench.Distributed;

/// <summary>Where a silo listens and where it meets the others of its cluster.</summary>
/// <param name="Listen">The address it binds, which the others reach it at.</param>
/// <param name="ClusterId">The cluster's name; each has one of its own.</param>
/// <param name="Meeting">The endpoint of the silo that keeps the list of members, or <c>redis://HOST:PORT</c> where Redis keeps it.</param>
internal sealed record SiloSettings(IPAddress Listen, string ClusterId, string Meeting)
{
    private const string RedisScheme = "redis://";

    /// <summary>Where Redis keeps the list of members; null when a silo does.</summary>
    public Uri? Redis => Meeting.StartsWith(RedisScheme, StringComparison.Ordinal) ? new Uri(Meeting) : null;

    /// <summary>The silo that keeps the list of members; null when Redis does.</summary>
    public IPEndPoint? Primary => Redis is null ? IPEndPoint.Parse(Meeting) : null;

    /// <summary>Settings of a cluster of one machine: its silos are bound to the loopback interface.</summary>
    /// <returns>The settings, with a free port for the silo that keeps the list of members.</returns>
    public static SiloSettings ForThisMachine() =>
        new(IPAddress.Loopback, NewId(), new IPEndPoint(IPAddress.Loopback, FreePort(IPAddress.Loopback)).ToString());

    /// <summary>Settings of a cluster that other machines may join.</summary>
    /// <param name="meeting">As <c>redis://HOST:PORT</c>.</param>
    /// <returns>The settings; silos are bound to this machine's address on the way to the server.</returns>
    public static SiloSettings ForMachinesAt(Uri meeting) => new(MeetingPlace.OwnAddress(meeting), NewId(), meeting.OriginalString);

    /// <summary>Reads what <see cref="ToArguments"/> wrote.</summary>
    /// <param name="arguments">The arguments after the verb.</param>
    /// <returns>The settings.</returns>
    public static SiloSettings Parse(IReadOnlyList<string> arguments) => new(IPAddress.Parse(arguments[0]), arguments[1], arguments[2]);

    /// <summary>A port that nobody listens at. Orleans wants a number before it binds, so somebody else may take it meanwhile.</summary>
    /// <param name="address">On which address.</param>
    /// <returns>The port.</returns>
    public static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A port for a silo that does not keep the list of members: not that of the one that does, which may not have bound it yet.</summary>
    /// <returns>The port.</returns>
    public int PortForMember()
    {
        int port;
        do
        {
            port = FreePort(Listen);
        }
        while (port == Primary?.Port);
        return port;
    }

    /// <summary>The settings as command-line arguments.</summary>
    /// <returns>Three of them.</returns>
    public IEnumerable<string> ToArguments() => [Listen.ToString(), ClusterId, Meeting];

    private static string NewId() => $"run-{Guid.NewGuid():N}";
}
