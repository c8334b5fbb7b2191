using System.Net.Sockets;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>
/// A kept connection on which an exchange is started and ends in a callback. There is one exchange at a time, all of it on the
/// loop's thread but for the moment at which the system reports that bytes have come.
/// </summary>
internal sealed class LoopConnection : SocketAsyncEventArgs
{
    private static readonly SendOrPostCallback Continue = static state => ((LoopConnection)state!).GoOn();

    private readonly Socket _socket;
    private readonly IWireFormat _format;
    private readonly byte[] _bytes;
    private LoopConnections? _owner;
    private ItemHandler? _handler;
    private int _item;
    private int _done;
    private int _toSend;

    /// <summary>Takes over a socket.</summary>
    public LoopConnection(Socket socket, IWireFormat format)
        : base(true)
    {
        _socket = socket;
        _format = format;
        _bytes = new byte[format.Capacity];
    }

    /// <summary>Asks for an item; the handler is notified how it ended, and the owner first, so that the handler may start another.</summary>
    public void Start(int item, ItemHandler handler, LoopConnections owner)
    {
        (_item, _handler, _owner, _done) = (item, handler, owner, 0);
        _toSend = _format.WriteRequest(item, _bytes);
        SetBuffer(_bytes, 0, _toSend);
        Go();
    }

    /// <summary>Closes the connection.</summary>
    public void Close()
    {
        _socket.Dispose();
        Dispose();
    }

    protected override void OnCompleted(SocketAsyncEventArgs e) => _handler!.Loop.Post(Continue, this);

    private void Go()
    {
        // True while the answer is pending; the system calls back then.
        while (!(_toSend > 0 ? _socket.SendAsync(this) : _socket.ReceiveAsync(this)))
        {
            if (!Advance())
            {
                return;
            }
        }
    }

    private void GoOn()
    {
        if (Advance())
        {
            Go();
        }
    }

    /// <summary>Takes in what the last call did.</summary>
    private bool Advance()
    {
        if (SocketError != SocketError.Success || BytesTransferred == 0)
        {
            End(new SocketException((int)(SocketError == SocketError.Success ? SocketError.ConnectionReset : SocketError)));
            return false;
        }

        _done += BytesTransferred;
        if (_toSend > 0)
        {
            if (_done < _toSend)
            {
                SetBuffer(_done, _toSend - _done);
                return true;
            }

            (_toSend, _done) = (0, 0);
            SetBuffer(0, _bytes.Length);
            return true;
        }

        bool isRead;
        ulong digest;
        try
        {
            isRead = _format.TryRead(_bytes.AsSpan(0, _done), out digest);
        }
        catch (InvalidDataException exception)
        {
            End(exception);
            return false;
        }

        if (isRead)
        {
            // The model may start its next item before this returns, on this connection.
            var (item, handler) = (_item, _handler!);
            handler.Complete(item, _owner!.Return(this, item, digest));
            return false;
        }

        SetBuffer(_done, _bytes.Length - _done);
        return true;
    }

    private void End(Exception failure)
    {
        _owner!.Discard(this);
        _handler!.Fail(_item, failure);
    }
}
