namespace ConcurrencyBench.Processes;

/// <summary>
/// The variables with the secrets of a cluster of several machines. Processes that do not need them are started without: some belong to
/// other users, as a database server, and some run what is measured.
/// </summary>
public static class ClusterVariables
{
    /// <summary>What all machines of a cluster share: workers of <c>distributed</c> need it.</summary>
    public const string Secret = "CBENCH_CLUSTER_SECRET";

    /// <summary>The password of the Redis server: silos need it too.</summary>
    public const string RedisPassword = "CBENCH_REDIS_PASSWORD";
}
