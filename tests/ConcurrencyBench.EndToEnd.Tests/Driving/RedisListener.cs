using System.Net.Sockets;

namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>Hears what is said on a channel of a Redis server.</summary>
internal sealed class RedisListener : IDisposable
{
    private readonly TcpClient _client;
    private readonly StreamReader _reader;

    private RedisListener(TcpClient client) => (_client, _reader) = (client, new StreamReader(client.GetStream()));

    /// <summary>Begins.</summary>
    /// <param name="client">A connection to the server, which the listener takes over.</param>
    /// <param name="channel">The channel.</param>
    /// <returns>The listener, which hears what is said from now on.</returns>
    public static async Task<RedisListener> StartAsync(TcpClient client, string channel)
    {
        var listener = new RedisListener(client);
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes($"SUBSCRIBE {channel}\r\n"), TestContext.Current.CancellationToken);
        await listener.ReadLinesAsync(6);
        return listener;
    }

    /// <summary>Waits for the next message.</summary>
    /// <returns>The message.</returns>
    public async Task<string> ReadAsync() => await ReadLinesAsync(7);

    public void Dispose()
    {
        _reader.Dispose();
        _client.Dispose();
    }

    // An array of three, each but the number with its length before it.
    private async Task<string> ReadLinesAsync(int count)
    {
        var line = string.Empty;
        for (var number = 0; number < count; number++)
        {
            line = await _reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new EndOfStreamException("the Redis server is gone");
        }

        return line;
    }
}
