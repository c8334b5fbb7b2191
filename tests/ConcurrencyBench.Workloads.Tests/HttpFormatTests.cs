using System.Net;
using System.Net.Sockets;
using System.Text;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Workloads.Tests;

/// <summary>The small HTTP client in each of its forms, against answers that a well-behaved server seldom gives.</summary>
public sealed class HttpFormatTests
{
    private static readonly Dictionary<string, Func<Model>> ModelByForm = new()
    {
        ["blocking"] = () => new SequentialModel(),
        ["asynchronous"] = () => new AsyncModel(),
        ["callbacks"] = () => new ReactorModel(),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Good => InEachForm(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nDate: today\r\ncontent-LENGTH:5\r\nServer: x\r\n\r\nhello",
        FullToTheLastByte(and: 0));

    public static TheoryData<string, string> Other => InEachForm(
        "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\nhello",
        "HTTP/1.1 2000 OK\r\nContent-Length: 5\r\n\r\nhello",
        FullToTheLastByte(and: 1),
        "HTTP/1.1 200 OK\r\nX: " + new string('x', 3_000));

    public static TheoryData<string, string> TooShort => InEachForm(
        string.Empty,
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Good))]
    public async Task TryRead_GoodAnswerByteByByte_IsRead(string form, string answer) =>
        Assert.Equal(Digest.Of("hello"u8), await AskAsync(form, answer));

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Other))]
    public async Task TryRead_AnswerOfAnotherKind_Fails(string form, string answer) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => AskAsync(form, answer));

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(TooShort))]
    public async Task TryRead_ConnectionEndsTooSoon_Fails(string form, string answer) =>
        await Assert.ThrowsAsync<SocketException>(() => AskAsync(form, answer));

    private static TheoryData<string, string> InEachForm(params string[] answers) =>
        [.. from form in ModelByForm.Keys from answer in answers select new TheoryDataRow<string, string>(form, answer)];

    /// <summary>An answer as long as the client's buffer, and so much longer.</summary>
    private static string FullToTheLastByte(int and)
    {
        const int Capacity = 2048;
        var body = "hello" + new string('!', and);
        var end = $"\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        const string Start = "HTTP/1.1 200 OK\r\nX: ";
        return Start + new string('x', Capacity + and - Start.Length - end.Length) + end;
    }

    /// <summary>Runs one item against a server that sends these bytes one by one and closes the connection.</summary>
    /// <returns>The item's digest.</returns>
    private static async Task<ulong> AskAsync(string form, string answer)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        try
        {
            var serving = ServeAsync(listener, Encoding.ASCII.GetBytes(answer));
            var digest = await AskOneAsync(form, listener.LocalEndpoint.ToString()!);
            await serving;
            return digest;
        }
        finally
        {
            listener.Stop();
        }
    }

    private static async Task<ulong> AskOneAsync(string form, string address)
    {
        await using var workload = new HttpWorkload();
        var setup = new WorkloadSetup(1, 1, address);
        await workload.SetUpAsync(setup, Token);
        var operation = new Operation(workload, 1, setup);
        await using var model = ModelByForm[form]();
        await Task.Run(() => ((IRunsItems)model).RunAsync(operation.Batch, 1, Token), Token);
        return operation.DigestOf(0);
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
