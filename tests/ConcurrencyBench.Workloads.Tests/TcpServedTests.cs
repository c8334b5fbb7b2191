using System.Net;
using System.Net.Sockets;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class TcpServedTests
{
    private const ulong Seed = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Start_OneRequestInPieces_IsAnswered()
    {
        await using var server = ReplyServer.Start(Seed, new TcpServedFormat());
        using var client = await ConnectAsync(server);

        foreach (var part in RequestFor(12))
        {
            await client.SendAsync(new[] { part }, Token);
        }

        Assert.Equal(ReplyFor(12), await ReceiveAsync(client));
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_TwoRequestsInOnePacket_BothAnsweredInOrder()
    {
        await using var server = ReplyServer.Start(Seed, new TcpServedFormat());
        using var client = await ConnectAsync(server);

        await client.SendAsync(new byte[][] { RequestFor(1), RequestFor(2) }.SelectMany(bytes => bytes).ToArray(), Token);

        Assert.Equal(ReplyFor(1), await ReceiveAsync(client));
        Assert.Equal(ReplyFor(2), await ReceiveAsync(client));
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_ClientsVanishMidRequest_OthersAreAnswered()
    {
        await using var server = ReplyServer.Start(Seed, new TcpServedFormat());
        using var client = await ConnectAsync(server);
        await client.SendAsync(RequestFor(7), Token);
        for (var vanishing = 0; vanishing < 30; vanishing++)
        {
            using var other = await ConnectAsync(server);
            await other.SendAsync(RequestFor(vanishing).AsMemory(0, vanishing % 9), Token);
            other.Close(vanishing % 2 * 100);
        }

        Assert.Equal(ReplyFor(7), await ReceiveAsync(client));
        await client.SendAsync(RequestFor(8), Token);
        Assert.Equal(ReplyFor(8), await ReceiveAsync(client));
        while (server.Connections > 1)
        {
            await Task.Delay(5, Token);
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData("0000000000000000")]
    [InlineData("47455420 2F204854")]
    [InlineData("43425131 FFFFFFFF")]
    public async Task Start_NoRequest_ClosesThatConnectionOnly(string bytes)
    {
        await using var server = ReplyServer.Start(Seed, new TcpServedFormat());
        using var client = await ConnectAsync(server);
        using var stranger = await ConnectAsync(server);

        await stranger.SendAsync(Convert.FromHexString(bytes.Replace(" ", string.Empty, StringComparison.Ordinal)), Token);

        Assert.Equal(0, await stranger.ReceiveAsync(new byte[1], Token));
        await client.SendAsync(RequestFor(3), Token);
        Assert.Equal(ReplyFor(3), await ReceiveAsync(client));
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_OpenConnections_ClosesThemAndThePort()
    {
        var server = ReplyServer.Start(Seed, new TcpServedFormat());
        using var client = await ConnectAsync(server);
        await client.SendAsync(RequestFor(0), Token);
        await ReceiveAsync(client);

        await server.DisposeAsync();

        var refused = await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(server));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        Assert.Equal(0, server.Connections);
    }

    private static async Task<Socket> ConnectAsync(ReplyServer server)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPEndPoint.Parse(server.Address), Token);
        return socket;
    }

    private static byte[] RequestFor(int item)
    {
        var request = new byte[TcpRequest.Length];
        TcpRequest.Write(item, request);
        return request;
    }

    private static byte[] ReplyFor(int item)
    {
        var reply = new byte[Reply.Length];
        Reply.Write(Seed, item, reply);
        return reply;
    }

    private static async Task<byte[]> ReceiveAsync(Socket socket)
    {
        var reply = new byte[Reply.Length];
        await using var stream = new NetworkStream(socket);
        await stream.ReadExactlyAsync(reply, Token);
        return reply;
    }
}
