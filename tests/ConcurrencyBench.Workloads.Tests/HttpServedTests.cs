using System.Net;
using System.Net.Sockets;
using System.Text;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class HttpServedTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Start_GetItem_AnswersItsReply()
    {
        await using var server = ReplyServer.Start(6, new HttpServedFormat());
        using var client = new HttpClient();
        var expected = new byte[Reply.Length];
        Reply.Write(6, 41, expected);

        Assert.Equal(expected, await client.GetByteArrayAsync(new Uri($"http://{server.Address}/41"), Token));
        Assert.Equal(expected, await client.GetByteArrayAsync(new Uri($"http://{server.Address}/now/41"), Token));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("GET", "/")]
    [InlineData("GET", "/-1")]
    [InlineData("GET", "/99999999999")]
    [InlineData("GET", "/4/1")]
    [InlineData("GET", "/now/")]
    [InlineData("GET", "/now/now/4")]
    [InlineData("POST", "/4")]
    public async Task Start_AnythingElse_IsNotFound(string method, string path)
    {
        await using var server = ReplyServer.Start(6, new HttpServedFormat());
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"http://{server.Address}{path}"));

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_ClientsVanishAndTalkNonsense_OthersAreAnswered()
    {
        await using var server = ReplyServer.Start(6, new HttpServedFormat());
        using var client = new HttpClient();
        var answer = client.GetByteArrayAsync(new Uri($"http://{server.Address}/1"), Token);
        foreach (var text in new[] { "GET /1 HT", "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n", "\0\0\0\r\n\r\n" })
        {
            using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await other.ConnectAsync(IPEndPoint.Parse(server.Address), Token);
            await other.SendAsync(Encoding.ASCII.GetBytes(text), Token);
            other.Close(0);
        }

        Assert.Equal(Reply.Length, (await answer).Length);
        Assert.Equal(Reply.Length, (await client.GetByteArrayAsync(new Uri($"http://{server.Address}/2"), Token)).Length);
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_KeptConnection_ClosesThePort()
    {
        var server = ReplyServer.Start(6, new HttpServedFormat());
        using var client = new HttpClient();
        var address = new Uri($"http://{server.Address}/1");
        await client.GetByteArrayAsync(address, Token);

        await server.DisposeAsync();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetByteArrayAsync(address, Token));
        Assert.Equal(HttpRequestError.ConnectionError, refused.HttpRequestError);
    }
}
