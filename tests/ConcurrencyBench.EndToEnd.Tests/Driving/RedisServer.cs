using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>A Redis server of a test's own, which keeps nothing on disk.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cbench-redis-");
    private readonly IPEndPoint _address;
    private readonly Process _process;

    private RedisServer(string program, IPAddress address)
    {
        _address = new IPEndPoint(address, FreePort(address));
        string[] arguments =
        [
            "--bind", $"{address}", "--port", $"{_address.Port}", "--protected-mode", "no",
            "--save", string.Empty, "--appendonly", "no", "--dir", _folder.FullName,
        ];
        _process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
    }

    /// <summary>As <c>redis://HOST:PORT</c>.</summary>
    public string Address => $"redis://{_address}";

    /// <summary>Starts a server, and skips the test where there is none; fails it where .ci/run should have installed it.</summary>
    /// <param name="address">Where it listens.</param>
    /// <returns>The server, answering.</returns>
    public static async Task<RedisServer> StartAsync(IPAddress address)
    {
        var program = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);
        if (program is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", ".ci/run installs redis-server, and it is not there");
            Assert.Skip("needs redis-server: install Debian's package of that name");
        }

        var server = new RedisServer(program, address);
        while (!await server.AnswersAsync())
        {
            Assert.False(server._process.HasExited, "redis-server ended at its start");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return server;
    }

    /// <summary>Checks that nothing is stored, or that it goes within half a minute.</summary>
    /// <returns>A task that ends when nothing is stored.</returns>
    public async Task AssertEmptyAsync()
    {
        var keys = string.Empty;
        for (var attempt = 0; attempt < 300 && keys != ":0"; attempt++)
        {
            keys = await AskAsync("DBSIZE");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal(":0", keys);
    }

    /// <summary>Sends a command.</summary>
    /// <param name="command">As one line.</param>
    /// <param name="line">Which line of the answer is wanted, from 1.</param>
    /// <returns>That line.</returns>
    public async Task<string?> AskAsync(string command, int line = 1)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_address, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await using var writer = new StreamWriter(stream);
        await writer.WriteAsync($"{command}\r\n");
        await writer.FlushAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        for (; line > 1; line--)
        {
            await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        }

        return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Listens to a channel, as anyone may.</summary>
    /// <param name="channel">Which.</param>
    /// <returns>The listener, which hears what is said from now on.</returns>
    public async Task<RedisListener> SubscribeAsync(string channel)
    {
        var client = new TcpClient();
        await client.ConnectAsync(_address, TestContext.Current.CancellationToken);
        return await RedisListener.StartAsync(client, channel);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return await AskAsync("PING") == "+PONG";
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
