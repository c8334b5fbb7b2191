using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>A small datagram to an echo server and back, one at a time, blocking the thread.</summary>
internal sealed class UdpPing : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly byte[] _sent = new byte[2 * sizeof(ulong)];
    private readonly byte[] _received = new byte[UdpEcho.LongestDatagram];

    /// <summary>Makes ready to ask a server.</summary>
    /// <exception cref="FixtureException">That is no address and port.</exception>
    public UdpPing(string? address)
    {
        if (!IPEndPoint.TryParse(address ?? string.Empty, out var server))
        {
            _socket.Dispose();
            throw new FixtureException(address, "that is no address and port");
        }

        _socket.Connect(server);
        _socket.ReceiveTimeout = (int)Deadline.TotalMilliseconds;
    }

    /// <summary>Sends a datagram and waits until it is back.</summary>
    /// <param name="seed">Goes with it.</param>
    /// <param name="number">Goes with it, so that one that comes back late is not taken for another.</param>
    /// <param name="gate">Notified of each call by itself, as CPython's socket methods each release and retake the lock.</param>
    /// <exception cref="SocketException">Nothing came back, or there is no server.</exception>
    public void Exchange<TGate>(ulong seed, ulong number, ref TGate gate)
        where TGate : struct, IGate
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_sent, seed);
        BinaryPrimitives.WriteUInt64LittleEndian(_sent.AsSpan(sizeof(ulong)), number);
        gate.EnterBlocking();
        try
        {
            _socket.Send(_sent);
        }
        finally
        {
            gate.ExitBlocking();
        }

        while (Receive(ref gate) is var length && !_received.AsSpan(0, length).SequenceEqual(_sent))
        {
        }
    }

    public void Dispose() => _socket.Dispose();

    private int Receive<TGate>(ref TGate gate)
        where TGate : struct, IGate
    {
        gate.EnterBlocking();
        try
        {
            return _socket.Receive(_received);
        }
        finally
        {
            gate.ExitBlocking();
        }
    }
}
