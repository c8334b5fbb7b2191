using System.Net;
using System.Net.Sockets;
using ConcurrencyBench.Workloads.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace ConcurrencyBench.Distributed;

/// <summary>A silo of a benchmark's cluster: quiet, bound to one address, and gone with its process.</summary>
internal static class Silo
{
    private const string Service = "cbench";
    private const int Attempts = 5;

    // What a cluster leaves in Redis when all its machines lose power at once.
    private static readonly TimeSpan _expiry = TimeSpan.FromDays(1);

    /// <summary>Starts a silo on a free port, which is sent to the others once it is bound.</summary>
    /// <param name="settings">Where it listens and meets the others.</param>
    /// <param name="key">What its members prove themselves with.</param>
    /// <param name="keeps">Whether it hands items out and, where Redis does not, keeps the list of members.</param>
    /// <param name="admission">What it waits for while it starts.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<IHost> StartAsync(SiloSettings settings, ClusterKey key, bool keeps, SiloStartupGate admission, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var host = Build(settings, key, admission, settings.DrawPort(settings.Listen), keeps);
            try
            {
                await host.StartAsync(cancellationToken);
                return host;
            }
            catch (Exception failure)
            {
                host.Dispose();

                // Another process may have taken the port in the meantime.
                if (attempt == Attempts || failure.GetBaseException() is not SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
                {
                    throw;
                }
            }
        }
    }

    /// <summary>The port of a running silo.</summary>
    public static int PortOf(IHost host) => host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Endpoint.Port;

    /// <summary>Ends the silo that hands items out, and removes its cluster's list of members where Redis keeps it.</summary>
    public static async Task StopAsync(IHost host, SiloSettings settings)
    {
        // Cancelled at once: the others end too, so that nothing has to be handed over to them.
        await host.StopAsync(new CancellationToken(canceled: true));
        if (settings.Redis is not null)
        {
            await CoordinatorWatch.RemoveAsync(host.Services, settings.ClusterId);
        }

        host.Dispose();
    }

    private static IHost Build(SiloSettings settings, ClusterKey key, SiloStartupGate admission, int port, bool keeps)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(new ErrorLog());
        builder.Services.AddSingleton<IHostLifetime, NoOpHostLifetime>();
        builder.Services.AddSingleton(new SiloItems(settings.ReadCatalog()));
        builder.Services.AddSingleton(services => admission.Of(settings.Listen, services.GetRequiredService<IOptions<DevelopmentClusterMembershipOptions>>()));
        builder.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(settings.Listen, port, gatewayPort: 0);
            if (settings.Redis is null)
            {
                MemberHandshake.Require(silo, key);
            }
            else
            {
                MemberTls.Require(silo, key);
            }

            silo.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (Service, settings.ClusterId));
            silo.Configure<SiloOptions>(options => options.SiloName = keeps ? CoordinatorWatch.KeeperName : $"{Environment.MachineName}/{Environment.ProcessId}");
            silo.Configure<ClusterMembershipOptions>(options => Configure(options, settings));

            // Grains are given their silo, so no silo needs the others' load. Publishing it every second takes 5 % of a core.
            silo.Configure<DeploymentLoadPublisherOptions>(options => options.DeploymentLoadPublisherRefreshTime = TimeSpan.Zero);
            if (settings.Redis is { } redis)
            {
                silo.UseRedisClustering(options =>
                {
                    options.ConfigurationOptions = RedisRendezvous.OptionsOf(redis);
                    options.EntryExpiry = _expiry;
                });
            }
            else
            {
                // One that does not keep the list is notified which does before it reads it; until then it needs some endpoint, and has an unused one.
                silo.UseDevelopmentClustering(new IPEndPoint(settings.Listen, keeps ? port : 0));
            }
        });
        return builder.Build();
    }

    private static void Configure(ClusterMembershipOptions options, SiloSettings settings)
    {
        // On one machine the end of a process is seen at once, and a machine that is busy must not look like one that is dead.
        options.LivenessEnabled = settings.Redis is not null;
        options.NumVotesForDeathDeclaration = 1;
        options.ProbeTimeout = TimeSpan.FromSeconds(2);

        // A silo that has joined notifies the others. Should that be lost, they see it when they next read the list, by default after a minute.
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
    }
}
