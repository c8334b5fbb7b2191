using System.Net;
using System.Net.Sockets;

namespace ConcurrencyBench.Cli.Doctor;

/// <summary>What the servers of workloads need from the machine: a free port of 127.0.0.1 that can be talked to.</summary>
internal static class Loopback
{
    /// <summary>Tries a server and a connection to it.</summary>
    /// <returns>Why it did not work; null when it did.</returns>
    public static string? Trouble()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            using var client = new TcpClient();
            client.Connect((IPEndPoint)listener.LocalEndpoint);
            return null;
        }
        catch (SocketException exception)
        {
            return exception.Message;
        }
    }
}
