using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Distributed;
using ConcurrencyBench.Processes;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Options;

/// <summary>What only the user's own machines may know about a cluster. It is written nowhere, and no message repeats it.</summary>
internal static class ClusterSetting
{
    /// <summary>Gives the secrets to this process, which hands them to those that need them; only their owner can read their environment.</summary>
    public static void Pass(IConfiguration configuration)
    {
        Environment.SetEnvironmentVariable(ClusterVariables.Secret, RunSettings.ClusterSecret.In(configuration));
        Environment.SetEnvironmentVariable(ClusterVariables.RedisPassword, RunSettings.RedisPassword.In(configuration));
    }

    /// <summary>Where there is no secret or no Redis answers, every cell of the model would fail: better said before anything is written.</summary>
    /// <exception cref="UsageException">The cluster cannot be used.</exception>
    public static async Task RequireAsync(ModelSettings settings)
    {
        if (settings.Cluster is { } meeting && await SiloOffer.RequireAsync(new Uri(meeting)) is { } warning)
        {
            await Console.Error.WriteLineAsync($"cbench: {warning}");
        }
    }
}
