using System.Net;
using System.Net.Sockets;

namespace ConcurrencyBench.Benchmarks.Requests;

/// <summary>
/// The client that one would write by hand, without workload, batch or catalogue: an async loop for each connection and its
/// buffer, which takes the next number, sends its request, reads the reply and digests it into an array.
/// </summary>
internal abstract class RequestTwin : IDisposable
{
    /// <summary>Bytes of what a server answers, without a header.</summary>
    protected const int BodyLength = 64;

    private const int Capacity = 1024;

    private (Socket Socket, byte[] Bytes)[] _connections = [];

    /// <summary>Connects.</summary>
    public void Connect(string server, int connections)
    {
        var address = IPEndPoint.Parse(server);
        _connections = [.. Enumerable.Range(0, connections).Select(_ =>
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(address);
            return (socket, new byte[Capacity]);
        })];
    }

    /// <summary>Makes every request once.</summary>
    /// <returns>A task that ends when all replies have come.</returns>
    public Task RunAsync(ulong[] digests)
    {
        var taken = 0;
        return Task.WhenAll(_connections.Select(async connection =>
        {
            var (socket, bytes) = connection;
            for (var item = Interlocked.Increment(ref taken) - 1; item < digests.Length; item = Interlocked.Increment(ref taken) - 1)
            {
                await socket.SendAsync(bytes.AsMemory(0, Write(item, bytes)));
                var received = 0;
                int body;
                do
                {
                    var more = await socket.ReceiveAsync(bytes.AsMemory(received));
                    received += more > 0 ? more : throw new SocketException((int)SocketError.ConnectionReset);
                    body = FindBody(bytes.AsSpan(0, received));
                }
                while (body < 0 || received < body + BodyLength);

                digests[item] = Digest.Of(bytes.AsSpan(body, BodyLength));
            }
        }));
    }

    public void Dispose() => Array.ForEach(_connections, connection => connection.Socket.Dispose());

    /// <summary>Writes a request.</summary>
    protected abstract int Write(int item, Span<byte> request);

    /// <summary>Finds the body of a reply.</summary>
    /// <returns>Where it begins; negative before that is known.</returns>
    protected abstract int FindBody(ReadOnlySpan<byte> received);
}
