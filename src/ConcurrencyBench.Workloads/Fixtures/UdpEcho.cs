using System.Net;
using System.Net.Sockets;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>
/// The <c>convoy</c> workload's server: one thread that sends every datagram back a moment later, as one in a fast network
/// would. Sent back at once it is there within 20 µs, before a waiter for a lock that was released meanwhile has woken, so that
/// the receive never really blocks. In Python, whose own code takes longer, the same round trip takes 160 µs.
/// </summary>
internal sealed class UdpEcho : Fixture
{
    /// <summary>The longest datagram that comes back whole.</summary>
    public const int LongestDatagram = 512;

    private static readonly TimeSpan Moment = TimeSpan.FromMicroseconds(100);

    private readonly Socket _socket;
    private readonly Thread _thread;
    private volatile bool _isClosing;

    private UdpEcho(Socket socket)
        : base(socket.LocalEndPoint!.ToString()!)
    {
        _socket = socket;
        _thread = new Thread(Serve) { IsBackground = true, Name = "udp echo" };
        _thread.Start();
    }

    /// <summary>Starts a server on a free loopback port.</summary>
    /// <exception cref="SocketException">There is no free port.</exception>
    public static UdpEcho Start()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return new UdpEcho(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override ValueTask DisposeAsync()
    {
        // Whether closing a socket wakes a thread that receives from it depends on the system; a datagram always does.
        _isClosing = true;
        using (var waker = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            waker.SendTo([0], _socket.LocalEndPoint!);
        }

        _thread.Join();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Serve()
    {
        var datagram = new byte[LongestDatagram];
        var sender = new SocketAddress(AddressFamily.InterNetwork);
        while (!_isClosing)
        {
            try
            {
                var length = _socket.ReceiveFrom(datagram, SocketFlags.None, sender);
                if (!_isClosing)
                {
                    HighResolutionSleep.For(Moment);
                    _socket.SendTo(datagram.AsSpan(0, length), SocketFlags.None, sender);
                }
            }
            catch (SocketException)
            {
                // The sender is gone, which the system reports to the next sender or receiver; the others still want answers.
            }
        }
    }
}
