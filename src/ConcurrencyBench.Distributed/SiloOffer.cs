using System.Net;
using System.Reflection;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// What <c>cbench silo</c> does: it offers this machine to runs that meet at a Redis server. Each run that invites it gets a silo
/// in a process of its own, as on the run's own machine, which ends with the run's cluster.
/// </summary>
/// <param name="meeting">As <c>redis://HOST:PORT</c>.</param>
/// <param name="listen">The address that silos bind, which the run's machine reaches them at; null for the one on the way to the server.</param>
/// <param name="silos">How many silos may run at once.</param>
/// <param name="workloads">Where the workloads are that they may run.</param>
/// <param name="log">Where it reports what it does.</param>
public sealed class SiloOffer(Uri meeting, IPAddress? listen, int silos, IReadOnlyList<Assembly> workloads, TextWriter log)
{
    private readonly IPAddress _address = listen ?? RedisRendezvous.OwnAddress(meeting);

    /// <summary>Checks that there is a secret and that a Redis server answers.</summary>
    /// <param name="meeting">As <c>redis://HOST:PORT</c>.</param>
    /// <returns>What the user should know about that server; null for nothing.</returns>
    /// <exception cref="UsageException">There is no secret, or no server answers.</exception>
    public static async Task<string?> RequireAsync(Uri meeting)
    {
        await (await RedisRendezvous.OpenAsync(meeting, ClusterSecret.FromEnvironment())).DisposeAsync();
        return RedisRendezvous.OptionsOf(meeting).Password is not null
            ? null
            : $"the Redis server at {meeting.OriginalString} is open to every client that reaches it, as it asks for no password: such a client joins no cluster, but can make runs fail; "
                + $"give it one (requirepass) and set {ClusterVariables.RedisPassword}";
    }

    /// <summary>Offers the machine.</summary>
    /// <param name="cancellationToken">Takes the offer back, and ends the silos.</param>
    /// <returns>A task that ends when nothing is left.</returns>
    /// <exception cref="UsageException">There is no secret, no Redis answers, or the address is not this machine's.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        RequireOwn(_address);
        var secret = ClusterSecret.FromEnvironment();
        var quota = new SiloQuota(silos, TimeProvider.System);
        using var offered = new VolunteerSilos(_address, meeting, [.. workloads.Select(SiloSettings.NameOf)], secret, quota, log);
        if (await RequireAsync(meeting) is { } warning)
        {
            await log.WriteLineAsync($"cbench: {warning}");
        }

        await using var place = await RedisRendezvous.OpenAsync(meeting, secret);
        await place.ListenAsync(offered.Hear);
        await log.WriteLineAsync($"cbench: {_address} waits for runs at {meeting.OriginalString}, with {silos} silos at the most; end it with Ctrl-C");
        await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static void RequireOwn(IPAddress address)
    {
        try
        {
            FreePort.On(address);
        }
        catch (System.Net.Sockets.SocketException failure)
        {
            throw new UsageException($"no silo can listen on {address} ({failure.Message}): give an address of this machine with --listen");
        }
    }
}
