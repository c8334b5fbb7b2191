using System.Net;
using System.Net.Sockets;
using System.Text;
using ConcurrencyBench.Core;
using ConcurrencyBench.Core.Workloads;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Workloads.Tests;

/// <summary>The small HTTP client, against answers that a well-behaved server seldom gives.</summary>
public sealed class HttpLoopConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nDate: today\r\ncontent-LENGTH:5\r\nServer: x\r\n\r\nhello")]
    public async Task Start_GoodAnswerByteByByte_IsRead(string answer) =>
        Assert.Equal(Digest.Of("hello"u8), await AskAsync(answer));

    [Theory(Timeout = 60_000)]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\nhello")]
    public async Task Start_AnswerOfAnotherKind_Fails(string answer) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => AskAsync(answer));

    [Fact(Timeout = 60_000)]
    public async Task Start_HeaderThatDoesNotEnd_Fails() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => AskAsync("HTTP/1.1 200 OK\r\nX: " + new string('x', 3_000)));

    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel")]
    public async Task Start_ConnectionEndsTooSoon_Fails(string answer) =>
        await Assert.ThrowsAsync<SocketException>(() => AskAsync(answer));

    /// <summary>Runs one item against a server that sends these bytes one by one and closes the connection.</summary>
    /// <returns>The item's digest.</returns>
    private static async Task<ulong> AskAsync(string answer)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        try
        {
            var serving = ServeAsync(listener, Encoding.ASCII.GetBytes(answer));
            var digest = await AskOneAsync(listener.LocalEndpoint.ToString()!);
            await serving;
            return digest;
        }
        finally
        {
            listener.Stop();
        }
    }

    private static async Task<ulong> AskOneAsync(string address)
    {
        await using var workload = new HttpWorkload();
        var setup = new WorkloadSetup(1, 1, address);
        await workload.SetUpAsync(setup, Token);
        var batch = new Batch(workload, new BatchRecipe(workload.Id, 1, setup));
        await using var model = new ReactorModel();
        await Task.Run(() => model.RunAsync(batch, 1, Token), Token);
        return batch.DigestOf(0);
    }

    private static async Task ServeAsync(TcpListener listener, byte[] answer)
    {
        using var client = await listener.AcceptSocketAsync(Token);
        client.NoDelay = true;
        await client.ReceiveAsync(new byte[1024], Token);
        foreach (var one in answer.Chunk(1))
        {
            await client.SendAsync(one, Token);
        }
    }
}
