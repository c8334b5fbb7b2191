using System.Net.Sockets;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>A connection with a buffer of its own.</summary>
internal sealed class SocketConnection(Socket socket, IWireFormat format) : IConnection<ulong>
{
    private readonly byte[] _bytes = new byte[format.Capacity];

    /// <exception cref="InvalidDataException">The server answered something else.</exception>
    /// <exception cref="SocketException">The connection broke.</exception>
    public ulong Exchange<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate
    {
        var length = format.WriteRequest(item, _bytes);
        for (var sent = 0; sent < length;)
        {
            sent += Send(_bytes.AsSpan(sent, length - sent), ref gate);
        }

        ulong digest;
        var received = 0;
        do
        {
            received += ThrowIfClosed(Receive(_bytes.AsSpan(received), ref gate));
        }
        while (!format.TryRead(_bytes.AsSpan(0, received), out digest));

        return digest;
    }

    /// <exception cref="InvalidDataException">The server answered something else.</exception>
    /// <exception cref="SocketException">The connection broke.</exception>
    public async ValueTask<ulong> ExchangeAsync(int item, CancellationToken cancellationToken)
    {
        var length = format.WriteRequest(item, _bytes);
        for (var sent = 0; sent < length;)
        {
            sent += await socket.SendAsync(_bytes.AsMemory(sent, length - sent), cancellationToken);
        }

        ulong digest;
        var received = 0;
        do
        {
            received += ThrowIfClosed(await socket.ReceiveAsync(_bytes.AsMemory(received), cancellationToken));
        }
        while (!format.TryRead(_bytes.AsSpan(0, received), out digest));

        return digest;
    }

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
