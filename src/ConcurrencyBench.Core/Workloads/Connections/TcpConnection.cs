using System.Net.Sockets;
using ConcurrencyBench.Core.Workloads.Fixtures;

namespace ConcurrencyBench.Core.Workloads.Connections;

/// <summary>A kept connection with buffers of its own; one exchange at a time, in one form for its whole life.</summary>
/// <param name="socket">Connected; owned.</param>
internal sealed class TcpConnection(Socket socket) : IDisposable
{
    private readonly byte[] _request = new byte[TcpRequest.Length];
    private readonly byte[] _reply = new byte[Reply.Length];

    /// <summary>Asks for an item and waits for the reply, blocking the thread.</summary>
    /// <returns>The reply's digest.</returns>
    /// <exception cref="SocketException">The connection broke.</exception>
    public ulong Exchange<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate
    {
        TcpRequest.Write(item, _request);
        for (var sent = 0; sent < _request.Length;)
        {
            sent += Send(_request.AsSpan(sent), ref gate);
        }

        for (var received = 0; received < _reply.Length;)
        {
            received += ThrowIfClosed(Receive(_reply.AsSpan(received), ref gate));
        }

        return Digest.Of(_reply);
    }

    /// <summary>Asks for an item and waits for the reply without blocking the thread.</summary>
    /// <returns>The reply's digest.</returns>
    /// <exception cref="SocketException">The connection broke.</exception>
    public async ValueTask<ulong> ExchangeAsync(int item, CancellationToken cancellationToken)
    {
        TcpRequest.Write(item, _request);
        for (var sent = 0; sent < _request.Length;)
        {
            sent += await socket.SendAsync(_request.AsMemory(sent), cancellationToken);
        }

        for (var received = 0; received < _reply.Length;)
        {
            received += ThrowIfClosed(await socket.ReceiveAsync(_reply.AsMemory(received), cancellationToken));
        }

        return Digest.Of(_reply);
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    // Each call is announced by itself, as CPython's socket methods each release and retake the lock.
    private int Send<TGate>(ReadOnlySpan<byte> bytes, ref TGate gate)
        where TGate : struct, IGate
    {
        gate.EnterBlocking();
        try
        {
            return socket.Send(bytes);
        }
        finally
        {
            gate.ExitBlocking();
        }
    }

    private int Receive<TGate>(Span<byte> bytes, ref TGate gate)
        where TGate : struct, IGate
    {
        gate.EnterBlocking();
        try
        {
            return socket.Receive(bytes);
        }
        finally
        {
            gate.ExitBlocking();
        }
    }

    private static int ThrowIfClosed(int received) =>
        received > 0 ? received : throw new SocketException((int)SocketError.ConnectionReset);
}
