using System.Net;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// What <c>cbench silo</c> does: it offers this machine to runs that meet at a Redis server. Each run that invites it gets a silo
/// in a process of its own, as on the run's own machine, which ends with the run's cluster.
/// </summary>
/// <param name="meeting">As <c>redis://HOST:PORT</c>.</param>
/// <param name="listen">The address that silos bind, which the run's machine reaches them at; null for the one on the way to the server.</param>
/// <param name="log">Where it tells what it does.</param>
public sealed class SiloOffer(Uri meeting, IPAddress? listen, TextWriter log)
{
    private readonly IPAddress _address = listen ?? MeetingPlace.OwnAddress(meeting);

    /// <summary>Checks that a Redis server answers.</summary>
    /// <param name="meeting">As <c>redis://HOST:PORT</c>.</param>
    /// <returns>A task that ends when it has.</returns>
    /// <exception cref="UsageException">It does not.</exception>
    public static async Task RequireAsync(Uri meeting) => await (await MeetingPlace.OpenAsync(meeting)).DisposeAsync();

    /// <summary>Offers the machine.</summary>
    /// <param name="cancellationToken">Takes the offer back, and ends the silos.</param>
    /// <returns>A task that ends when nothing is left.</returns>
    /// <exception cref="UsageException">No Redis answers, or the address is not this machine's.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        RequireOwn(_address);
        using var silos = new OfferedSilos(_address, meeting, log);
        await using var place = await MeetingPlace.OpenAsync(meeting);
        await place.ListenAsync(silos.Join);
        await log.WriteLineAsync($"cbench: {_address} waits for runs at {meeting.OriginalString}; end it with Ctrl-C");
        await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static void RequireOwn(IPAddress address)
    {
        try
        {
            SiloSettings.FreePort(address);
        }
        catch (System.Net.Sockets.SocketException failure)
        {
            throw new UsageException($"no silo can listen on {address} ({failure.Message}): give an address of this machine with --listen");
        }
    }
}
