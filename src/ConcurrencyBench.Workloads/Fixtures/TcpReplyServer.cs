using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>
/// The <c>tcp</c> workload's server: an asynchronous loop a connection, and one delay line for all, on whose thread the
/// replies are sent. A client that vanishes or sends what is no request loses its connection; the others notice nothing.
/// </summary>
internal sealed class TcpReplyServer : Fixture
{
    // As many connections as a worker may open before the accepting loop gets its turn.
    private const int Backlog = 4096;

    private readonly ulong _seed;
    private readonly Socket _listener;
    private readonly DelayLine _line = new(Reply.Delay);
    private readonly ConcurrentDictionary<Socket, Task> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    private TcpReplyServer(ulong seed, Socket listener)
        : base(listener.LocalEndPoint!.ToString()!)
    {
        _seed = seed;
        _listener = listener;
        _accepting = AcceptAsync();
    }

    /// <summary>How many connections are open.</summary>
    public int Connections => _connections.Count;

    /// <summary>Starts a server on a free loopback port.</summary>
    /// <exception cref="SocketException">There is no free port.</exception>
    public static TcpReplyServer Start(ulong seed)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(Backlog);
            return new TcpReplyServer(seed, listener);
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
        _line.Dispose();
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                _connections[socket] = Task.CompletedTask;
                _connections.TryUpdate(socket, ServeAsync(socket), Task.CompletedTask);
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

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            await AnswerAsync(socket);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // The client vanished, or the server is being disposed: no orderly farewell, the port is free at once.
            socket.Close(timeout: 0);
        }
        finally
        {
            _connections.TryRemove(socket, out _);
            socket.Dispose();
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        var request = new byte[TcpRequest.Length];
        var reply = new byte[Reply.Length];
        while (await FillAsync(socket, request) && TcpRequest.Read(request, out var isDelayed) is { } item)
        {
            var delayed = isDelayed ? _line.WaitAsync() : Task.CompletedTask;
            Reply.Write(_seed, item, reply);
            await delayed;
            for (var sent = 0; sent < reply.Length;)
            {
                sent += await socket.SendAsync(reply.AsMemory(sent), _stop.Token);
            }
        }
    }

    /// <summary>Receives a whole request.</summary>
    /// <returns>False when the client has closed its side.</returns>
    private async ValueTask<bool> FillAsync(Socket socket, byte[] request)
    {
        for (var received = 0; received < request.Length;)
        {
            var count = await socket.ReceiveAsync(request.AsMemory(received), _stop.Token);
            if (count == 0)
            {
                return false;
            }

            received += count;
        }

        return true;
    }
}
