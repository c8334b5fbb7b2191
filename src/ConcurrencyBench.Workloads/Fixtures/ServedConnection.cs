using System.Net.Sockets;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>A connection of a <see cref="ReplyServer"/>: receives a request, holds it back where it asks for that, sends the reply, and so on.</summary>
internal sealed class ServedConnection : SocketAsyncEventArgs
{
    private readonly Socket _socket;
    private readonly ReplyServer _server;
    private readonly byte[] _request;
    private readonly byte[] _reply;
    private readonly Action _onHeld;

    private Task _held = Task.CompletedTask;
    private int _received;
    private int _sent;
    private int _toSend;
    private bool _isLast;

    /// <summary>Takes over an accepted socket.</summary>
    public ServedConnection(Socket socket, ReplyServer server)
        : base(true)
    {
        (_socket, _server) = (socket, server);
        (_request, _reply) = (new byte[server.Format.LongestRequest], new byte[server.Format.LongestReply]);
        _onHeld = OnHeld;
        socket.NoDelay = true;
    }

    /// <summary>Waits for the first request.</summary>
    public void Start()
    {
        SetBuffer(_request, 0, _request.Length);
        Proceed(isAfterCall: false);
    }

    /// <summary>Ends the connection, once.</summary>
    /// <param name="inOrder">Whether the client is told so by a farewell; without one the port is free at once.</param>
    public void Close(bool inOrder)
    {
        if (_server.Forget(this))
        {
            if (inOrder)
            {
                _socket.Dispose();
            }
            else
            {
                _socket.Close(timeout: 0);
            }

            Dispose();
        }
    }

    protected override void OnCompleted(SocketAsyncEventArgs e) => Proceed(isAfterCall: true);

    private void OnHeld()
    {
        if (_held.IsCanceled)
        {
            Close(inOrder: false);
            return;
        }

        Proceed(isAfterCall: false);
    }

    private void Go()
    {
        // True while the call is pending; the system calls back then.
        while (!(_toSend > 0 ? _socket.SendAsync(this) : _socket.ReceiveAsync(this)))
        {
            if (!Advance())
            {
                return;
            }
        }
    }

    /// <summary>Takes in what the last call did.</summary>
    /// <returns>Whether there is a next call to make now.</returns>
    private bool Advance()
    {
        if (SocketError != SocketError.Success || BytesTransferred == 0)
        {
            Close(inOrder: SocketError == SocketError.Success);
            return false;
        }

        if (_toSend == 0)
        {
            _received += BytesTransferred;
            return Answer();
        }

        _sent += BytesTransferred;
        if (_sent < _toSend)
        {
            SetBuffer(_sent, _toSend - _sent);
            return true;
        }

        (_toSend, _sent) = (0, 0);
        if (_isLast)
        {
            Close(inOrder: true);
            return false;
        }

        return Answer();
    }

    /// <summary>Prepares the reply to the first request that has come, or to receive what it lacks.</summary>
    private bool Answer()
    {
        if (_received == 0 || _server.Format.Read(_request.AsSpan(0, _received)) is not { } request)
        {
            SetBuffer(_request, _received, _request.Length - _received);
            return true;
        }

        // Before the digest is made, which is part of the delay.
        var held = request.IsDelayed && request.Item is not null ? _server.Line.WaitAsync() : null;
        _isLast = request.Item is null;
        _toSend = _server.Format.WriteReply(_server.Seed, request.Item, _reply);
        _received -= request.Length;
        _request.AsSpan(request.Length, _received).CopyTo(_request);
        if (_toSend == 0)
        {
            Close(inOrder: true);
            return false;
        }

        SetBuffer(_reply, 0, _toSend);
        if (held is null)
        {
            return true;
        }

        _held = held;
        held.GetAwaiter().UnsafeOnCompleted(_onHeld);
        return false;
    }

    /// <summary>The server may be disposed of, and the socket with it, at any moment.</summary>
    private void Proceed(bool isAfterCall)
    {
        try
        {
            if (!isAfterCall || Advance())
            {
                Go();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Close(inOrder: false);
        }
    }
}
