using System.Net;
using System.Reflection;

namespace ConcurrencyBench.Distributed;

/// <summary>Where a silo listens and where it meets the others of its cluster.</summary>
/// <param name="Listen">The address it binds, which the others reach it at.</param>
/// <param name="ClusterId">The cluster's name; each has one of its own.</param>
/// <param name="Meeting"><c>redis://HOST:PORT</c> where Redis keeps the list of members; else a word: a silo of this machine does, and its port is sent once it is bound.</param>
/// <param name="Assemblies">Where the workloads are that it may run, which are all that a call can name.</param>
internal sealed record SiloSettings(IPAddress Listen, string ClusterId, string Meeting, IReadOnlyList<string> Assemblies)
{
    private const string ThisMachine = "this-machine";
    private const string RedisScheme = "redis://";

    /// <summary>Where Redis keeps the list of members; null when a silo does.</summary>
    public Uri? Redis => Meeting.StartsWith(RedisScheme, StringComparison.Ordinal) ? new Uri(Meeting) : null;

    /// <summary>Finds a port on an address, for each attempt another.</summary>
    public Func<IPAddress, int> DrawPort { get; init; } = FreePort.On;

    /// <summary>Settings of a cluster of one machine: its silos are bound to the loopback interface.</summary>
    public static SiloSettings ForThisMachine(Assembly workloads) =>
        new(IPAddress.Loopback, NewId(), ThisMachine, [NameOf(workloads)]);

    /// <summary>Settings of a cluster that other machines may join.</summary>
    /// <param name="meeting">As <c>redis://HOST:PORT</c>.</param>
    /// <param name="workloads">The assembly of the workload that this machine's run.</param>
    /// <returns>The settings; silos are bound to this machine's address on the way to the server.</returns>
    public static SiloSettings ForMachinesAt(Uri meeting, Assembly workloads) =>
        new(RedisRendezvous.OwnAddress(meeting), NewId(), meeting.OriginalString, [NameOf(workloads)]);

    /// <summary>Reads what <see cref="ToArguments"/> wrote.</summary>
    public static SiloSettings Parse(IReadOnlyList<string> arguments) => new(IPAddress.Parse(arguments[0]), arguments[1], arguments[2], [.. arguments.Skip(3)]);

    /// <summary>The settings as command-line arguments.</summary>
    /// <returns>Three of them, and the assemblies. None is a secret: other users of the machine can read them.</returns>
    public IEnumerable<string> ToArguments() => [Listen.ToString(), ClusterId, Meeting, .. Assemblies];

    /// <summary>How an assembly is named to a silo's process: by its file, or where it has none of its own by its name.</summary>
    public static string NameOf(Assembly assembly) => assembly.Location is { Length: > 0 } path ? path : assembly.FullName!;

    /// <summary>The workloads that the silo may run.</summary>
    public Catalog ReadCatalog() =>
        new([.. Assemblies.Select(name => Path.IsPathRooted(name) ? Assembly.LoadFrom(name) : Assembly.Load(new AssemblyName(name)))]);

    private static string NewId() => $"run-{Guid.NewGuid():N}";
}
