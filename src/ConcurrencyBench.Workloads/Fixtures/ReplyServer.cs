using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>
/// The server of workloads with requests: a state machine for each connection, and one delay line for all, on whose thread delayed replies are sent. Where the
/// runtime completes sockets on the thread that learned of it, as in a fixture's process, a request costs little more than its two calls of the kernel: the
/// figures are to be the client's. A client that vanishes or sends what is no request loses its connection; the others notice nothing.
/// </summary>
internal sealed class ReplyServer : Fixture
{
    // As many connections as a worker may open before the accepting loop gets its turn.
    private const int Backlog = 4096;

    private readonly Socket _listener;
    private readonly ConcurrentDictionary<ServedConnection, bool> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    private ReplyServer(ulong seed, IServedFormat format, Socket listener)
        : base(listener.LocalEndPoint!.ToString()!)
    {
        (Seed, Format, _listener) = (seed, format, listener);
        _accepting = AcceptAsync();
    }

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; }

    /// <summary>What requests and replies look like.</summary>
    public IServedFormat Format { get; }

    /// <summary>Where delayed replies wait.</summary>
    public DelayLine Line { get; } = new(Reply.Delay);

    /// <summary>How many connections are open.</summary>
    public int Connections => _connections.Count;

    /// <summary>Starts a server on a free loopback port.</summary>
    /// <exception cref="SocketException">There is no free port.</exception>
    public static ReplyServer Start(ulong seed, IServedFormat format)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(Backlog);
            return new ReplyServer(seed, format, listener);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        // First, so that no request in flight delays the end.
        Line.Dispose();
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        foreach (var connection in _connections.Keys)
        {
            connection.Close(inOrder: false);
        }

        _stop.Dispose();
    }

    /// <summary>Forgets a connection that ends.</summary>
    /// <returns>Whether it was open.</returns>
    public bool Forget(ServedConnection connection) => _connections.TryRemove(connection, out _);

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var connection = new ServedConnection(await _listener.AcceptAsync(_stop.Token), this);
                _connections[connection] = true;
                connection.Start();
            }
            catch (SocketException)
            {
                // The client gave up before it was accepted, or the process is out of handles until others close theirs.
                await Task.Delay(1);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
