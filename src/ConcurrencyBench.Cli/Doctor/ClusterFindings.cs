using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Cli.Options;
using ConcurrencyBench.Distributed;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Doctor;

/// <summary>What a cluster of several machines needs, where one is set.</summary>
internal static class ClusterFindings
{
    private const string Subject = "cluster";

    /// <summary>Looks at the Redis server and the secret.</summary>
    /// <param name="configuration">The settings.</param>
    /// <returns>The findings; none when no cluster is set.</returns>
    public static async Task<IReadOnlyList<Finding>> OfAsync(IConfiguration configuration)
    {
        if (Setting.Find(configuration, RunSettings.Cluster) is not { } given)
        {
            return [];
        }

        try
        {
            var meeting = given.Meeting();
            return await SiloOffer.RequireAsync(new Uri(meeting)) is { } warning
                ? [new Finding(Subject, $"the Redis server at {meeting} answers", warning)]
                : [new Finding(Subject, $"the Redis server at {meeting} answers, and asks for a password")];
        }
        catch (UsageException trouble)
        {
            return [new Finding(Subject, "'distributed' cannot be measured with other machines", trouble.Message)];
        }
    }
}
