using System.Net;
using System.Net.Sockets;

namespace ConcurrencyBench.Processes;

/// <summary>A port for a server that needs a number before it binds. Another process may take it meanwhile.</summary>
public static class FreePort
{
    /// <summary>Finds a port without a listener.</summary>
    /// <param name="address">One of this machine.</param>
    /// <returns>Its number.</returns>
    public static int On(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
