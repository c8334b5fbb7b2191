using System.Net;
using System.Net.Sockets;
using System.Text;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads.Tests;

/// <summary>
/// Any user of the machine can talk to the servers of workloads. What is sent without an end, or asked for and never taken, must neither
/// be kept nor end a server nor keep it from answering others.
/// </summary>
[Collection(nameof(Alone))]
public sealed class HostileClientTests
{
    private const int Timeout = 120_000;
    private const long Flood = 64 << 20;
    private const long Kept = 16 << 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Timeout)]
    [InlineData("\0\u0001\u0002\u0003")]
    [InlineData("CBQ1\u0001\0\0\0")]
    public async Task Tcp_EndlessBytes_AreNotKeptAndOthersAreAnswered(string repeated)
    {
        await using var server = ReplyServer.Start(4, new TcpServedFormat());

        await FloodAsync(server, string.Empty, repeated, () => AskTcpAsync(server));
    }

    [Theory(Timeout = Timeout)]
    [InlineData("GET /", "1")]
    [InlineData("GET /1 HTTP/1.1\r\nHost: x\r\n", "X-Y: z\r\n")]
    [InlineData("GET /1 HTTP/1.1\r\nHost: x\r\nX-Y: ", "z")]
    [InlineData("POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n\r\n", "0123456789")]
    [InlineData("GET /1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", "a\r\n0123456789\r\n")]
    [InlineData("", "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\0\0\0\u0004\0\0\0\0\0")]
    public async Task Http_EndlessBytes_AreNotKeptAndOthersAreAnswered(string first, string repeated)
    {
        await using var server = ReplyServer.Start(4, new HttpServedFormat());
        using var client = new HttpClient();

        await FloodAsync(server, first, repeated, () => client.GetByteArrayAsync(new Uri($"http://{server.Address}/2"), Token));
    }

    [Fact(Timeout = Timeout)]
    public async Task Udp_EndlessAndLongDatagrams_AreNotKeptAndOthersAreAnswered()
    {
        await using var server = UdpEcho.Start();
        using var stranger = new UdpClient();
        stranger.Connect(IPEndPoint.Parse(server.Address));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var datagram = 0; datagram < 2_000; datagram++)
        {
            try
            {
                await stranger.SendAsync(new byte[datagram % 60_000], Token);
            }
            catch (SocketException)
            {
                // There is no room for it, as the server answers one after the other.
            }
        }

        using var client = new UdpClient();
        client.Connect(IPEndPoint.Parse(server.Address));
        byte[] answer = [];
        while (!answer.SequenceEqual(new byte[] { 1, 2, 3 }))
        {
            await client.SendAsync(new byte[] { 1, 2, 3 }, Token);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
            patience.CancelAfter(500);
            try
            {
                answer = (await client.ReceiveAsync(patience.Token)).Buffer;
            }
            catch (OperationCanceledException) when (!Token.IsCancellationRequested)
            {
                // The kernel drops what finds no room; asked again.
            }
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, Kept);
    }

    private static async Task AskTcpAsync(Fixture server)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPEndPoint.Parse(server.Address), Token);
        var request = new byte[TcpRequest.Length];
        TcpRequest.Write(3, request);
        await client.GetStream().WriteAsync(request, Token);
        await client.GetStream().ReadExactlyAsync(new byte[Reply.Length], Token);
    }

    /// <summary>Sends and never receives, while another client asks; then looks at what is kept, with the connection still open.</summary>
    private static async Task FloodAsync(Fixture server, string first, string repeated, Func<Task> askAsync)
    {
        await askAsync();
        var block = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(repeated, 65_536 / repeated.Length)));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var flood = SendAsync(IPEndPoint.Parse(server.Address), Encoding.Latin1.GetBytes(first), block, end.Token);
        try
        {
            for (var question = 0; question < 30; question++)
            {
                await askAsync();
            }

            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, Kept);
        }
        finally
        {
            await end.CancelAsync();
            await flood.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await askAsync();
    }

    /// <summary>Sends and keeps the connection until it is canceled.</summary>
    private static async Task SendAsync(IPEndPoint server, byte[] first, byte[] block, CancellationToken cancellationToken)
    {
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await stranger.ConnectAsync(server, cancellationToken);
        await stranger.SendAsync(first, cancellationToken);
        for (long sent = 0; sent < Flood;)
        {
            sent += await stranger.SendAsync(block, cancellationToken);
        }

        await Task.Delay(System.Threading.Timeout.Infinite, cancellationToken);
    }
}
