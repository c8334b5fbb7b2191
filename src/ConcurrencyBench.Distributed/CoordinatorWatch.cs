using Microsoft.Extensions.DependencyInjection;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// How a silo that was invited through Redis learns that its cluster is over: the silo that hands items out is no member any
/// more. The silo that sees that removes the list of members, as the run itself may have had no time to.
/// </summary>
internal static class CoordinatorWatch
{
    /// <summary>The name of the silo that hands items out.</summary>
    public const string KeeperName = "cbench-run";

    /// <summary>Waits until the silo that hands items out is gone, and removes the cluster's list of members.</summary>
    public static async Task WaitForEndAsync(IServiceProvider services, string clusterId)
    {
        var membership = services.GetRequiredService<IClusterMembershipService>();
        await foreach (var snapshot in membership.MembershipUpdates)
        {
            if (!snapshot.Members.Values.Any(member => member.Name == KeeperName && member.Status == SiloStatus.Active))
            {
                break;
            }
        }

        await RemoveAsync(services, clusterId);
    }

    /// <summary>Removes the list of members.</summary>
    public static Task RemoveAsync(IServiceProvider services, string clusterId) =>
        services.GetRequiredService<IMembershipTable>().DeleteMembershipTableEntriesAsync(clusterId);
}
