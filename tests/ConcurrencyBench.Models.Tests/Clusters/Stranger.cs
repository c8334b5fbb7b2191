using System.Net;
using System.Net.Sockets;
using ConcurrencyBench.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace ConcurrencyBench.Models.Tests.Clusters;

/// <summary>
/// Another user of the machine, who read a silo's command line and knows which ports are open. <see cref="StrangerTests"/> starts this as that user, in a process of its own;
/// each fact holds when the stranger got nothing.
/// </summary>
public sealed class Stranger
{
    /// <summary>The variable with what that shows: the cluster's name and the endpoint of the silo that keeps the list of members.</summary>
    public const string Variable = "CBENCH_TEST_STRANGER";

    // Without the mend a stranger was a member within two.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private static readonly string[] _seen = (Environment.GetEnvironmentVariable(Variable) ?? "none 127.0.0.1:1").Split(' ');

    [Fact(Explicit = true)]
    public async Task Silo_WithAKeyOfItsOwn_DoesNotJoin()
    {
        var settings = new SiloSettings(IPAddress.Loopback, _seen[0], string.Empty, []);
        using var end = new CancellationTokenSource();

        var start = Task.Run(() => Distributed.Silo.StartAsync(settings, ClusterKey.Create(), keeps: false, new SiloStartupGate(Task.FromResult(IPEndPoint.Parse(_seen[1]).Port), Task.CompletedTask), end.Token), CancellationToken.None);

        await AssertNeverDoneAsync(start);
    }

    [Fact(Explicit = true)]
    public async Task Silo_OfPlainOrleans_DoesNotJoin()
    {
        var settings = new SiloSettings(IPAddress.Loopback, _seen[0], string.Empty, []);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(settings.Listen, FreePort.On(settings.Listen), gatewayPort: 0);
            silo.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = ("cbench", settings.ClusterId));
            silo.UseDevelopmentClustering(IPEndPoint.Parse(_seen[1]));
        });
        var host = builder.Build();

        await AssertNeverDoneAsync(Task.Run(() => host.StartAsync(CancellationToken.None), CancellationToken.None));

        var members = host.Services.GetRequiredService<IClusterMembershipService>().CurrentSnapshot.Members;
        Assert.DoesNotContain(members.Values, member => member.Status == SiloStatus.Active);
    }

    [Fact(Explicit = true)]
    public async Task Connection_ThatSendsMegabytes_GetsAChallengeAndNothingElse()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPEndPoint.Parse(_seen[1]), TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var sending = stream.WriteAsync(new byte[4 << 20], TestContext.Current.CancellationToken).AsTask();
        var got = 0;
        try
        {
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var count)
            {
                got += count;
            }
        }
        catch (IOException)
        {
            // Closed with bytes of this side unread.
        }

        await Task.WhenAny(sending);

        // A number and a proof that is of no use on another connection.
        Assert.InRange(got, 0, 64);
    }

    private static async Task AssertNeverDoneAsync(Task start)
    {
        await Task.WhenAny(start, Task.Delay(_patience, TestContext.Current.CancellationToken));
        Assert.False(start.IsCompletedSuccessfully, "the stranger is a member");
    }
}
