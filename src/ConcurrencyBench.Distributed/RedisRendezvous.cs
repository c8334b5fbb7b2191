using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using StackExchange.Redis;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// A Redis server at which runs find machines that offer a silo. A run calls once, and the server says how many heard it; machines
/// that have the user's secret answer, and the run accepts as many offers as it needs. Nothing is stored for it, so nothing is left.
/// What the server does store is the list of each cluster's members, which is Orleans', and which is removed with the cluster. A client
/// that can write at the server can disturb all this and make a run fail, but joins no cluster and starts nothing.
/// </summary>
internal sealed class RedisRendezvous : IAsyncDisposable
{
    private static readonly RedisChannel _invitations = RedisChannel.Literal("cbench/invitations");
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    // Machines answer at once; one that is no machine of the user's never does.
    private static readonly TimeSpan _untilAnswered = TimeSpan.FromSeconds(2);

    private readonly ConnectionMultiplexer _redis;
    private readonly ClusterSecret _secret;

    private RedisRendezvous(ConnectionMultiplexer redis, ClusterSecret secret) => (_redis, _secret) = (redis, secret);

    /// <summary>Connects to the server.</summary>
    /// <param name="meeting">As <c>redis://HOST:PORT</c>.</param>
    /// <param name="secret">The user's.</param>
    /// <exception cref="UsageException">No Redis answers there, or it does not let this program in.</exception>
    public static async Task<RedisRendezvous> OpenAsync(Uri meeting, ClusterSecret secret)
    {
        try
        {
            return new RedisRendezvous(await ConnectionMultiplexer.ConnectAsync(OptionsOf(meeting)), secret);
        }
        catch (RedisConnectionException failure) when (failure.FailureType == ConnectionFailureType.AuthenticationFailure)
        {
            throw new UsageException(
                $"the Redis server at {meeting.OriginalString} does not let this program in: set {ClusterVariables.RedisPassword} to its password");
        }
        catch (Exception failure) when (failure is RedisConnectionException or RedisTimeoutException)
        {
            throw new UsageException(
                $"no Redis answers at {meeting.OriginalString}: start one there (redis-server --port {meeting.Port}), or correct the address");
        }
    }

    /// <summary>How to connect to a server.</summary>
    /// <param name="meeting">As <c>redis://HOST:PORT</c>.</param>
    public static ConfigurationOptions OptionsOf(Uri meeting) => new()
    {
        EndPoints = { { meeting.DnsSafeHost, meeting.Port } },
        ConnectTimeout = (int)_patience.TotalMilliseconds,
        ConnectRetry = 1,
        Password = Environment.GetEnvironmentVariable(ClusterVariables.RedisPassword) is { Length: > 0 } password ? password : null,
    };

    /// <summary>This machine's address on the way to the server, where those that reach the server reach this machine too.</summary>
    /// <param name="meeting">As <c>redis://HOST:PORT</c>.</param>
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

    /// <summary>Finds the machines that offer a silo.</summary>
    /// <returns>Their offers, one for each; all are to be answered with <see cref="AnswerAsync"/>.</returns>
    public async Task<IReadOnlyList<RendezvousMessage>> CallAsync(string clusterId)
    {
        var answers = Channel.CreateUnbounded<RendezvousMessage>();
        var subscriber = _redis.GetSubscriber();
        await subscriber.SubscribeAsync(AnswersTo(clusterId), (_, text) =>
        {
            if (RendezvousMessage.Open(text, _secret) is { Kind: RendezvousMessageKind.Offer or RendezvousMessageKind.Full } answer && answer.ClusterId == clusterId)
            {
                answers.Writer.TryWrite(answer);
            }
        });
        var found = new Dictionary<string, RendezvousMessage>();
        using var patience = new CancellationTokenSource();
        try
        {
            var heard = await SayAsync(new RendezvousMessage(RendezvousMessageKind.Call, clusterId, RendezvousMessage.NewOffer()));
            patience.CancelAfter(_untilAnswered);
            while (found.Count < heard)
            {
                var answer = await answers.Reader.ReadAsync(patience.Token);
                found[answer.Offer] = answer;
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // Who has not answered is not there.
        }
        finally
        {
            await subscriber.UnsubscribeAsync(AnswersTo(clusterId));
        }

        return [.. found.Values.Where(answer => answer.Kind == RendezvousMessageKind.Offer)];
    }

    /// <summary>Answers machines' offers.</summary>
    /// <param name="offers">The offers.</param>
    /// <param name="accepted">How many of them, from the first, are accepted; the others are declined.</param>
    public async Task AnswerAsync(IReadOnlyList<RendezvousMessage> offers, int accepted)
    {
        for (var number = 0; number < offers.Count; number++)
        {
            await SayAsync(offers[number] with { Kind = number < accepted ? RendezvousMessageKind.Join : RendezvousMessageKind.Spare });
        }
    }

    /// <summary>Listens to runs until disposal; also after the server was away. What has no secret is not heard.</summary>
    /// <param name="asked">Called with the message of a run, on any thread; what it returns is the answer, null for none.</param>
    public Task ListenAsync(Func<RendezvousMessage, RendezvousMessage?> asked) => _redis.GetSubscriber().SubscribeAsync(_invitations, (_, text) =>
    {
        if (RendezvousMessage.Open(text, _secret) is { Kind: RendezvousMessageKind.Call or RendezvousMessageKind.Join or RendezvousMessageKind.Spare } message
            && asked(message) is { } answer)
        {
            _redis.GetSubscriber().Publish(AnswersTo(message.ClusterId), answer.Seal(_secret), CommandFlags.FireAndForget);
        }
    });

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private static RedisChannel AnswersTo(string clusterId) => RedisChannel.Literal($"cbench/answers/{clusterId}");

    private async Task<int> SayAsync(RendezvousMessage message) => (int)await _redis.GetSubscriber().PublishAsync(_invitations, message.Seal(_secret));
}
