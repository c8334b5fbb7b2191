using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// A Redis server at which runs find machines that offer a silo. A run publishes its cluster's name once, and the server says
/// how many heard it: so many silos are to be waited for. Nothing is stored for it, so nothing is left. What the server does
/// store is the list of each cluster's members, which is Orleans', and which is removed with the cluster.
/// </summary>
internal sealed class MeetingPlace : IAsyncDisposable
{
    private static readonly RedisChannel _invitations = RedisChannel.Literal("cbench/invitations");
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly ConnectionMultiplexer _redis;

    private MeetingPlace(ConnectionMultiplexer redis) => _redis = redis;

    /// <summary>Connects to the server.</summary>
    /// <param name="meeting">As <c>redis://HOST:PORT</c>.</param>
    /// <returns>The meeting place.</returns>
    /// <exception cref="UsageException">No Redis answers there.</exception>
    public static async Task<MeetingPlace> OpenAsync(Uri meeting)
    {
        try
        {
            return new MeetingPlace(await ConnectionMultiplexer.ConnectAsync(OptionsOf(meeting)));
        }
        catch (Exception failure) when (failure is RedisConnectionException or RedisTimeoutException)
        {
            throw new UsageException(
                $"no Redis answers at {meeting.OriginalString}: start one there (redis-server --port {meeting.Port}), or correct the address");
        }
    }

    /// <summary>How to connect to a server.</summary>
    /// <param name="meeting">As <c>redis://HOST:PORT</c>.</param>
    /// <returns>The options.</returns>
    public static ConfigurationOptions OptionsOf(Uri meeting) => new()
    {
        EndPoints = { { meeting.DnsSafeHost, meeting.Port } },
        ConnectTimeout = (int)_patience.TotalMilliseconds,
        ConnectRetry = 1,
    };

    /// <summary>This machine's address on the way to the server, where those that reach the server reach this machine too.</summary>
    /// <param name="meeting">As <c>redis://HOST:PORT</c>.</param>
    /// <returns>The address.</returns>
    /// <exception cref="UsageException">There is no way to the server.</exception>
    public static IPAddress OwnAddress(Uri meeting)
    {
        try
        {
            // Of a datagram socket this only chooses the way: nothing is sent.
            var server = Dns.GetHostAddresses(meeting.DnsSafeHost)[0];
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(server, meeting.Port);
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException failure)
        {
            throw new UsageException($"no way leads to {meeting.OriginalString} ({failure.Message}): correct the address");
        }
    }

    /// <summary>Counts the machines that offer a silo.</summary>
    /// <returns>How many there are at the moment.</returns>
    public async Task<int> CountAsync() =>
        (int)await _redis.GetServer(_redis.GetEndPoints()[0]).SubscriptionSubscriberCountAsync(_invitations);

    /// <summary>Invites every machine that offers a silo.</summary>
    /// <param name="clusterId">To which cluster.</param>
    /// <returns>How many heard it.</returns>
    public async Task<int> InviteAsync(string clusterId) => (int)await _redis.GetSubscriber().PublishAsync(_invitations, clusterId);

    /// <summary>Listens to invitations until disposal; also after the server was away.</summary>
    /// <param name="invited">Told the cluster's name, on any thread.</param>
    /// <returns>A task that ends when this machine is offered.</returns>
    public Task ListenAsync(Action<string> invited) =>
        _redis.GetSubscriber().SubscribeAsync(_invitations, (_, clusterId) => invited(clusterId.ToString()));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _redis.DisposeAsync();
}
