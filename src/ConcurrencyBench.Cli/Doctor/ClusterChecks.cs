using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Cli.Options;
using ConcurrencyBench.Distributed;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Doctor;

/// <summary>What a cluster of several machines needs, where one is set.</summary>
internal static class ClusterChecks
{
    private const string Subject = "cluster";

    /// <summary>Looks at the Redis server and the secret.</summary>
    /// <returns>The findings; none when no cluster is set.</returns>
    public static async Task<IReadOnlyList<DoctorCheck>> OfAsync(IConfiguration configuration)
    {
        if (RunSettings.Cluster.Given(configuration) is not { } given)
        {
            return [];
        }

        try
        {
            var meeting = given.RedisAddress();
            return await SiloOffer.RequireAsync(new Uri(meeting)) is { } warning
                ? [new DoctorCheck(Subject, $"the Redis server at {meeting} answers", warning)]
                : [new DoctorCheck(Subject, $"the Redis server at {meeting} answers, and asks for a password")];
        }
        catch (UsageException trouble)
        {
            return [new DoctorCheck(Subject, "'distributed' cannot be measured with other machines", trouble.Message)];
        }
    }
}
