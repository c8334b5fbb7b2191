using System.Net;
using System.Net.Sockets;
using ConcurrencyBench.Distributed;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests.Clusters;

public sealed class SiloTests
{
    /// <summary>A process that takes the port of the silo that keeps the list of members takes one attempt, and not the cluster.</summary>
    [Fact(Timeout = 120_000)]
    public async Task StartAsync_SomebodyTookThePort_BindsAnother()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var drawn = new List<int>();
        var settings = SiloSettings.ForThisMachine(typeof(PrimesWorkload).Assembly) with { DrawPort = Draw };

        var host = await Distributed.Silo.StartAsync(settings, ClusterKey.Create(), keeps: true, SiloStartupGate.Free, TestContext.Current.CancellationToken);

        var port = Distributed.Silo.PortOf(host);
        await Distributed.Silo.StopAsync(host, settings);
        Assert.Equal(2, drawn.Count);
        Assert.Equal(drawn[1], port);

        int Draw(IPAddress address)
        {
            drawn.Add(drawn.Count == 0 ? ((IPEndPoint)taken.LocalEndpoint).Port : FreePort.On(address));
            return drawn[^1];
        }
    }
}
