using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>
/// Connected sockets that nothing has used yet, so that opening them is not timed. They are connected by the blocking
/// call on purpose. A .NET socket that was once used asynchronously stays non-blocking and makes blocking calls dearer,
/// while the other way round costs nothing. Who takes a socket decides its form for good.
/// </summary>
internal sealed class FreshSockets : IDisposable
{
    private readonly ConcurrentQueue<Socket> _sockets = new();
    private readonly IPEndPoint _server;

    private FreshSockets(IPEndPoint server) => _server = server;

    /// <summary>Opens connections.</summary>
    /// <exception cref="FixtureException">There is no such server.</exception>
    public static FreshSockets Open(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        if (!IPEndPoint.TryParse(setup.FixtureAddress ?? string.Empty, out var server))
        {
            throw new FixtureException(setup.FixtureAddress, "that is no address and port");
        }

        var sockets = new FreshSockets(server);
        try
        {
            for (var opened = 0; opened < setup.Concurrency; opened++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                sockets._sockets.Enqueue(sockets.Connect());
            }

            return sockets;
        }
        catch
        {
            sockets.Dispose();
            throw;
        }
    }

    /// <summary>A socket of the caller's own: one that is ready, or a new one in place of one that failed.</summary>
    /// <exception cref="FixtureException">The server is gone.</exception>
    public Socket Take() => _sockets.TryDequeue(out var socket) ? socket : Connect();

    /// <summary>Closes the sockets that were not taken.</summary>
    public void Dispose()
    {
        while (_sockets.TryDequeue(out var socket))
        {
            socket.Dispose();
        }
    }

    private Socket Connect()
    {
        var socket = new Socket(_server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(_server);
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new FixtureException(_server.ToString(), exception.Message, exception);
        }
    }
}
